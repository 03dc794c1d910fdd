package dev.superlane.model;

/** The output function f of ŷ = f(o). */
public enum Activation {
  RELU,
  LINEAR
}
