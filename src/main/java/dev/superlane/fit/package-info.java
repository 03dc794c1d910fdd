/**
 * The instrument by which exponents of loss curves are measured.
 *
 * <p><b>The estimand.</b> A student with superposition: α of L_t = L_∞ + c t^−α between leaving the
 * sequential theory curve and reaching 3 L_∞. It leaves where loss/theory is outside [1/1.5, 1.5]
 * and stays so, on that side, for a decade of steps or to the last one. A student without
 * superposition has nothing to leave and no floor: α of L_t = c t^−α in the window where the closed
 * form is a power law to 2 % at both ends; at finite N that window is often empty, and then there
 * is no exponent: compare the loss with the finite-N curve.
 *
 * <p><b>The estimator</b>, {@link dev.superlane.fit.LossExponent}, is one rule for all curves; its
 * constants stand in {@link dev.superlane.fit.Rule} with their reasons and are no options.
 *
 * <ol>
 *   <li>L_∞, c and α by least squares of relative errors over all losses from the window's begin to
 *       the last step. L_∞ may come out a little below 0: kept at 0 or above it would push α of a
 *       pure power law up. It is 0 where the losses cannot tell: where they fall less than
 *       fivefold, and where the fitted floor lies far below 0 (the curve steepens).
 *   <li>The window ends where the fitted curve is 3 L_∞, or with the last loss.
 *   <li>α from the window alone, with that floor held: a weighted line through ln(L − L_∞) over ln
 *       t.
 *   <li>'No power law here', with the reason, where the window is under a decade, the loss hardly
 *       falls in it, or the line bends so that the local exponents of both ends differ by more than
 *       α.
 * </ol>
 *
 * <p><b>What it does to what is no exact power law.</b> A bend upwards (the local exponent falls)
 * is read as a floor, a slight one downwards as a floor below 0; so α is the exponent near the
 * window's begin, up to the limits above, and from there on the mean of the window.
 *
 * <p><b>Intervals.</b> The recorded losses of one run share its batches and its held-out samples,
 * so one run has no interval. Runs of several seeds have: {@link dev.superlane.fit.SeedInterval}.
 */
package dev.superlane.fit;
