package org.radiloom.ui.desk;

/**
 * Something the reader should know.
 *
 * @param bad whether something failed, rather than only needs attention
 */
public record Notice(String words, boolean bad) {}
