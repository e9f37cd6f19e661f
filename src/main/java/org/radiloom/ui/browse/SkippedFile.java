package org.radiloom.ui.browse;

/** A file that was not opened, and why, in words for people. */
public record SkippedFile(String file, String reason) {}
