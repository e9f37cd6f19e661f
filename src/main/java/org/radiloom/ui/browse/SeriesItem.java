package org.radiloom.ui.browse;

/**
 * A series in the list.
 *
 * @param id unique among what is open
 * @param patient heading of its patient
 * @param study heading of its study
 * @param title its description, or what it is when it has none
 * @param detail one short line: modality, images, size
 */
public record SeriesItem(String id, String patient, String study, String title, String detail) {}
