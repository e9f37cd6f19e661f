/* Fused multiply-adds of one thread with the widest vectors of this processor: prints GFLOP/s of processor time, the best of some rounds. */
#include <stdio.h>
#include <time.h>

#if defined(__AVX512F__)
#define WIDTH 16
#elif defined(__AVX__)
#define WIDTH 8
#else
#define WIDTH 4
#endif
typedef float vec __attribute__((vector_size(4 * WIDTH)));

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(void) {
    enum { CHAINS = 12, STEPS = 4000000 };
    vec a[CHAINS], x, y;
    for (int w = 0; w < WIDTH; w++) {
        x[w] = 0.999f;
        y[w] = 0.001f;
        for (int c = 0; c < CHAINS; c++) a[c][w] = 0.01f * c;
    }
    double best = 0;
    for (int round = 0; round < 12; round++) {
        double from = now();
        for (int s = 0; s < STEPS; s++) {
#pragma GCC unroll 12
            for (int c = 0; c < CHAINS; c++) a[c] = a[c] * x + y;
        }
        double rate = 2.0 * WIDTH * CHAINS * STEPS / (now() - from) / 1e9;
        if (rate > best) best = rate;
    }
    float sum = 0;
    for (int c = 0; c < CHAINS; c++) sum += a[c][0];
    printf("%.1f %g\n", best, sum);
    return 0;
}
