package org.radiloom.nn.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a {@link ClassifierSpec} in which single values are changed. */
final class SpecDraft {
    String body;
    int classes;
    int inputChannels;
    int baseWidth;
    List<Integer> blocks;
    String stem;
    String head;
    double dropout;
    int declared;
    int reduction;
    int side;
    int patch;
    int heads;

    @Nullable
    InputNorm inputNorm;

    int members;

    SpecDraft(ClassifierSpec spec) {
        body = spec.body();
        classes = spec.classes();
        inputChannels = spec.inputChannels();
        baseWidth = spec.baseWidth();
        blocks = spec.blocks();
        stem = spec.stem();
        head = spec.head();
        dropout = spec.dropout();
        declared = spec.declared();
        reduction = spec.reduction();
        side = spec.side();
        patch = spec.patch();
        heads = spec.heads();
        inputNorm = spec.inputNorm();
        members = spec.members();
    }

    ClassifierSpec done() {
        return new ClassifierSpec(
                body,
                classes,
                inputChannels,
                baseWidth,
                blocks,
                stem,
                head,
                dropout,
                declared,
                reduction,
                side,
                patch,
                heads,
                inputNorm,
                members);
    }
}
