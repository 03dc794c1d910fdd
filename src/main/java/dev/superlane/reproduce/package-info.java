/**
 * The paper's figures and a table of its claims, from trainings that a file fixes beforehand.
 *
 * <p>{@link dev.superlane.reproduce.Recipe} says what is trained, {@link
 * dev.superlane.reproduce.Trainings} trains it, {@link dev.superlane.reproduce.Measured} holds what
 * came of it and measures every curve by the rule of package {@code fit}; {@link
 * dev.superlane.reproduce.Figures} and {@link dev.superlane.reproduce.Claims} are made of that
 * alone.
 */
package dev.superlane.reproduce;
