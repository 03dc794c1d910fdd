/* One core's fma peak and triad bandwidth, for comparison.
 * Arguments: bytes of each working set. Prints "fma GFLOP/s", then "BYTES GB/s" a line. */
#define _POSIX_C_SOURCE 200112L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define LANES (BYTES / 4)
#define ITERATIONS 4096
#define CHAINS 12

#if defined(__x86_64__)
#define REGISTER "+x"
#else
#define REGISTER "+w" /* ARM */
#endif

typedef float vector __attribute__((vector_size(BYTES)));

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* x = x * a + b; from 1 with a = b = 1/2 every x stays 1. */
static __attribute__((noinline)) vector fma_chains(vector a, vector b) {
  vector s0 = b + b, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
  vector s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
  for (int i = 0; i < ITERATIONS; i++) {
    /* Twelve chains, not one twelve times: the compiler cannot know that they are equal. */
    __asm__ volatile("" : REGISTER(s0), REGISTER(s1), REGISTER(s2), REGISTER(s3), REGISTER(s4), REGISTER(s5));
    __asm__ volatile("" : REGISTER(s6), REGISTER(s7), REGISTER(s8), REGISTER(s9), REGISTER(s10), REGISTER(s11));
    s0 = s0 * a + b;
    s1 = s1 * a + b;
    s2 = s2 * a + b;
    s3 = s3 * a + b;
    s4 = s4 * a + b;
    s5 = s5 * a + b;
    s6 = s6 * a + b;
    s7 = s7 * a + b;
    s8 = s8 * a + b;
    s9 = s9 * a + b;
    s10 = s10 * a + b;
    s11 = s11 * a + b;
  }
  return (s0 + s1 + s2 + s3) + (s4 + s5 + s6 + s7) + (s8 + s9 + s10 + s11);
}

static __attribute__((noinline)) void triad(
    const float *restrict x, const float *restrict y, float *restrict to, size_t n, float factor) {
  for (size_t i = 0; i < n; i++) {
    to[i] = x[i] + factor * y[i];
  }
}

static int fma_peak(void) {
  volatile float half = 0.5f;
  vector a, b;
  for (int i = 0; i < LANES; i++) {
    a[i] = half;
    b[i] = half;
  }
  double shortest = 1e9, end = now() + 0.5;
  while (now() < end) {
    double start = now();
    for (int call = 0; call < 16; call++) {
      vector sum = fma_chains(a, b);
      for (int i = 0; i < LANES; i++) {
        if (sum[i] != CHAINS) return 1;
      }
    }
    double time = (now() - start) / 16;
    if (time < shortest) shortest = time;
  }
  printf("fma %.17g\n", 2e-9 * ITERATIONS * CHAINS * LANES / shortest);
  return 0;
}

static int triad_from(size_t bytes) {
  size_t n = bytes / 12 / 128 * 128, apart = n + 272;
  float *floats = NULL;
  if (posix_memalign((void **)&floats, 64, 3 * apart * sizeof(float))) return 1;
  float *x = floats, *y = x + apart, *to = y + apart;
  for (size_t i = 0; i < n; i++) {
    x[i] = i % 8 == 0;
    y[i] = i % 4;
    to[i] = 0;
  }
  int calls = (int)(1 + 1000000 / n);
  double shortest = 1e9, end = now() + 0.25;
  while (now() < end) {
    double start = now();
    for (int call = 0; call < calls; call++) triad(x, y, to, n, 2);
    double time = (now() - start) / calls;
    if (time < shortest) shortest = time;
  }
  for (size_t i = 0; i < n; i++) {
    if (to[i] != x[i] + 2 * y[i]) return 1;
  }
  free(floats);
  printf("%zu %.17g\n", bytes, 12e-9 * n / shortest);
  return 0;
}

int main(int count, char **arguments) {
  if (fma_peak()) return 1;
  for (int i = 1; i < count; i++) {
    if (triad_from(strtoull(arguments[i], NULL, 10))) return 1;
  }
  return 0;
}
