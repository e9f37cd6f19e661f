package org.radiloom.imaging;

/**
 * One of the ways in which a file offers to show a slice.
 *
 * @param transform how values become brightness
 * @param explanation what the file calls it; empty where it does not say
 */
public record VoiChoice(VoiTransform transform, String explanation) {}
