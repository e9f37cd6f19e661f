package org.radiloom.annotate;

/**
 * When something was done, and by whom.
 *
 * @param atMs milliseconds since 1970, UTC
 * @param who id of the annotator, empty where nobody said
 */
record Stamp(long atMs, String who) {}
