/**
 * The instrument by which exponents of loss curves are measured.
 *
 * <p><b>The estimand.</b> α of L_t = L_∞ + c t^−α over the last decade of steps before the loss is
 * 3 L_∞, or over the last decade of a run that does not come so far. It is a late exponent: what
 * the loss did before, while it still followed the sequential theory, is not in it, unless it
 * follows that theory to the end. Where a curve bends, its exponent is that of this decade and no
 * other; {@link dev.superlane.fit.LocalExponent} shows the rest.
 *
 * <p><b>The estimator</b>, {@link dev.superlane.fit.LossExponent}, is one rule for all curves; its
 * constants stand in {@link dev.superlane.fit.Rule} with their reasons and are no options.
 *
 * <ol>
 *   <li>From a begin on, L_∞, c and α come by least squares of relative errors over all losses to
 *       the last step. L_∞ may come out a little below 0: kept at 0 or above it would push α of a
 *       pure power law up. It is 0 where the fitted floor lies far below 0 (the curve steepens).
 *   <li>The window goes from the begin to where the fitted curve is 3 L_∞, or to the last loss. The
 *       latest begin whose window is a decade or more is taken, among those from which on the loss
 *       falls fivefold to the last step: from a later one a floor is not told from a slow law. A
 *       curve that falls less in all has no floor, and all of it is the window.
 *   <li>α from the window alone, with that floor held: a weighted line through ln(L − L_∞) over ln
 *       t.
 *   <li>'No power law here', with the reason, where no window is a decade, the loss hardly falls in
 *       it, or the line bends so that the local exponents of both ends differ by more than α.
 * </ol>
 *
 * <p><b>What it cannot tell.</b> Over one decade an exponential over a floor, e^(−t/τ) + L_∞, may
 * pass for a bent power law where both its fall and its floor lie in the window: of τ from 30 to
 * 10⁵ and floors of 0, 1 and 10 % in a run of 10⁴ steps that is τ = 1000, and 3000 with 10 %.
 *
 * <p>A student without superposition has no floor, and its theory says where it is a power law: in
 * {@code train} α of L_t = c t^−α is measured where the closed form is one to 2 % at both ends. At
 * finite N that window is often empty, and then there is no exponent: compare the loss with the
 * finite-N curve.
 *
 * <p><b>Intervals.</b> The recorded losses of one run share its batches and its held-out samples,
 * so one run has no interval. Runs of several seeds have: {@link dev.superlane.fit.SeedInterval}.
 */
package dev.superlane.fit;
