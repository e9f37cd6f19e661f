package org.radiloom.train;

/**
 * Samples ready for the network.
 *
 * @param images (size, channels, side, side) in [0, 1]; shared, not copied
 * @param targets (size, 1, side, side), the share of a pixel that is foreground (0 or 1 unless targets are soft);
 *     shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only handed from loader to loop
record Batch(float[] images, float[] targets, int size, int channels, int side) {}
