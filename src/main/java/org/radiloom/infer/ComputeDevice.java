package org.radiloom.infer;

/**
 * Something models can run on.
 *
 * @param id cpu, or gpu:0 and so on
 * @param usable whether its self-test passed
 * @param selfTest what the self-test found, one phrase for people
 */
public record ComputeDevice(String id, boolean usable, String selfTest) {}
