package dev.superlane.data;

import java.util.Arrays;

/**
 * Finds the next active feature from one uniform number, in a time that depends neither on the
 * number of features nor on their probabilities.
 *
 * <p>Features are cut in natural order into segments. Within a segment S_j is the probability that
 * none of its features up to j is active, 1 at its start; the segment ends at the first S_j ≤
 * 2^-16, so nothing underflows and p_j = 1 ends it at once. After an active feature of survival S
 * (or at the start, S = 1) the next one is the first j with S_j ≤ U·S, U uniform in [0, 1): P(none
 * up to j) = S_j/S. As U·S &lt; S also after rounding, and S_j = S_(j-1) where p_j = 0, a feature
 * of probability 0 is never first; one of probability 1 has S_j = 0 and is never passed.
 *
 * <p>The search begins at a guide: the octaves [2^-(k+1), 2^-k) of S are each cut into a power of
 * two of equal buckets, at least four times as many as S_j fall into it, and a bucket holds the
 * first feature below its upper end. From there a scan is exact. It passes the S_j between U·S and
 * the end of that bucket: U·S falls into a given bucket of the octave of S with probability at most
 * 1/buckets, of the d-th octave below with at most 2^-d/buckets, so the expected number of steps is
 * at most Σ_d 2^-d/4 = 1/2, whatever the spectrum. (A step is a jump that a core guesses wrongly;
 * with as many buckets as S_j a row took a tenth longer.)
 */
final class SurvivalTable {
  private static final double SEGMENT_END = 0x1p-16;
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;

  /** S_j, N values. */
  private final double[] survival;

  /** The last feature of each segment. */
  private final int[] last;

  /** Lower end of each segment's lowest octave; what is found below it is the last feature. */
  private final double[] floor;

  /** Each segment's octave [1/2, 1) in {@link #octaves}, and one more entry: their number. */
  private final int[] firstOctave;

  /** First bucket · 64 + the right shift that makes a mantissa the number of its bucket. */
  private final long[] octaves;

  /** For each bucket the first feature below its upper end; N ≤ 65 536 fits into a char. */
  private final char[] guide;

  SurvivalTable(Spectrum spectrum) {
    survival = new double[spectrum.features()];
    last = cut(spectrum, survival);
    floor = new double[last.length];
    firstOctave = new int[last.length + 1];
    for (int s = 0; s < last.length; s++) {
      // Only the last feature may lie lower than the one before it, by any number of octaves.
      double beforeLast = last[s] > first(s) ? survival[last[s] - 1] : 1;
      int exponent = Math.getExponent(beforeLast);
      floor[s] = Math.scalb(1.0, exponent);
      firstOctave[s + 1] = firstOctave[s] - exponent;
    }
    octaves = new long[firstOctave[last.length]];
    guide = new char[layOutBuckets()];
    for (int s = 0; s < last.length; s++) {
      fillBuckets(s);
    }
  }

  /** Number of segments. */
  int segments() {
    return last.length;
  }

  /** S_j. */
  double survival(int feature) {
    return survival[feature];
  }

  /** S at the end of a segment: a threshold below it finds nothing in the segment. */
  double end(int segment) {
    return survival[last[segment]];
  }

  /** The first feature of a segment with S_j ≤ threshold; end(segment) ≤ threshold &lt; 1. */
  int find(int segment, double threshold) {
    int feature = guess(segment, threshold);
    while (survival[feature] > threshold) {
      feature++;
    }
    return feature;
  }

  /** Where {@link #find} begins: at or before what it finds. */
  int guess(int segment, double threshold) {
    if (threshold < floor[segment]) {
      return last[segment];
    }
    int octave = -1 - Math.getExponent(threshold);
    long mantissa = Double.doubleToRawLongBits(threshold) & MANTISSA;
    long entry = octaves[firstOctave[segment] + octave];
    // A shift of a long takes the low 6 bits of its distance.
    return guide[(int) (entry >>> 6) + (int) (mantissa >>> (int) entry)];
  }

  private int first(int segment) {
    return segment == 0 ? 0 : last[segment - 1] + 1;
  }

  /** Sets every S_j; returns the last feature of each segment. */
  private static int[] cut(Spectrum spectrum, double[] survival) {
    int[] last = new int[survival.length];
    int segments = 0;
    double current = 1;
    for (int j = 0; j < survival.length; j++) {
      current *= 1 - spectrum.probability(j);
      survival[j] = current;
      if (current <= SEGMENT_END || j == survival.length - 1) {
        last[segments++] = j;
        current = 1;
      }
    }
    return Arrays.copyOf(last, segments);
  }

  /** Sets the octaves' entries; returns the number of buckets. */
  private int layOutBuckets() {
    int buckets = 0;
    for (int s = 0; s < last.length; s++) {
      int j = first(s);
      double low = 1;
      for (int octave = firstOctave[s]; octave < firstOctave[s + 1]; octave++) {
        // The first turn also passes what is at 1, above all octaves: features of probability 0.
        int begin = j;
        low /= 2;
        while (j <= last[s] && survival[j] >= low) {
          j++;
        }
        int most = 4 * Math.max(j - begin, 1);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most - 1);
        octaves[octave] = (long) buckets << 6 | MANTISSA_BITS - bits;
        buckets += 1 << bits;
      }
    }
    return buckets;
  }

  private void fillBuckets(int segment) {
    int j = first(segment);
    double low = 1;
    for (int octave = firstOctave[segment]; octave < firstOctave[segment + 1]; octave++) {
      low /= 2;
      int offset = (int) (octaves[octave] >>> 6);
      int buckets = 1 << MANTISSA_BITS - (int) (octaves[octave] & 63);
      for (int bucket = buckets - 1; bucket >= 0; bucket--) {
        double high = low + low * (bucket + 1) / buckets;
        // Buckets below the segment's end are never asked for.
        while (j < last[segment] && survival[j] >= high) {
          j++;
        }
        guide[offset + bucket] = (char) j;
      }
    }
  }
}
