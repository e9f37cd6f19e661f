package org.radiloom.model;

import java.util.List;

/**
 * What a model does; the part of a card that differs from one kind of model to the next.
 *
 * <p>In {@code card.json} the fields of the task stand beside the common ones, and {@code task} says which they are.
 */
public sealed interface CardTask permits SegmentationTask, GradingTask, AnomalyTask {
    /** The word in {@code card.json}. */
    String word();

    /** What is found, for people. */
    String label();

    /** DICOM modalities that the model was made for, such as CT; at least one, each once. */
    List<String> dicomModalities();
}
