package org.radiloom.ui.edit;

import org.radiloom.ui.words.Words;

/** What steps are called: their ids are kept on the disk, their names are in the language of the window. */
public final class StepWords {
    private StepWords() {}

    /** The name of a step; the id itself where nobody has given it a name. */
    public static String of(String step, Words words) {
        return switch (step) {
            case "brush" -> words.of("correct.step.brush");
            case "eraser" -> words.of("correct.step.eraser");
            case "polygon" -> words.of("correct.step.polygon");
            case "lasso" -> words.of("correct.step.lasso");
            case "livewire" -> words.of("correct.step.livewire");
            case "grow" -> words.of("correct.step.grow");
            case "holes" -> words.of("correct.step.holes");
            case "fillslices" -> words.of("correct.step.fillslices");
            case "largest" -> words.of("correct.step.largest");
            case "islands" -> words.of("correct.step.islands");
            case "median" -> words.of("correct.step.median");
            case "opening" -> words.of("correct.step.opening");
            case "closing" -> words.of("correct.step.closing");
            case "gaussian" -> words.of("correct.step.gaussian");
            case "widen" -> words.of("correct.step.widen");
            case "shrink" -> words.of("correct.step.shrink");
            case "add" -> words.of("correct.step.add");
            case "subtract" -> words.of("correct.step.subtract");
            case "intersect" -> words.of("correct.step.intersect");
            case "interpolate" -> words.of("correct.step.interpolate");
            case "seeds" -> words.of("correct.step.seeds");
            case "clearslice" -> words.of("correct.step.clearslice");
            case "clearsegment" -> words.of("correct.step.clearsegment");
            case "import" -> words.of("correct.step.import");
            case "draft" -> words.of("correct.step.draft");
            case "segment" -> words.of("correct.step.segment");
            case "rename" -> words.of("correct.step.rename");
            case "colour" -> words.of("correct.step.colour");
            case "show" -> words.of("correct.step.show");
            case "lock" -> words.of("correct.step.lock");
            case "state" -> words.of("correct.step.state");
            case LookCase.CARRIED -> words.of("correct.step.propagate");
            case "delete" -> words.of("correct.step.delete");
            default -> step;
        };
    }
}
