package org.radiloom.ui.evidence;

import java.util.List;
import org.radiloom.infer.GradeExplanation.Plane;
import org.radiloom.infer.PatchGrade;

/** What lies over the image to show why a model graded as it did. */
public sealed interface Evidence {
    /** The kinds that a reader can choose from. */
    enum Kind {
        /** The grade of every patch. */
        GRADES,
        /** Where the network saw signs of one grade. */
        ACTIVATION,
        /** Where it saw signs of the runner-up against the grade (DANIL, reconstruction). */
        DISTRACTOR,
        /** Feat1 of an ICFD network: features of the grade. */
        SPECIFIC,
        /** Feat2 of an ICFD network: features that all grades share. */
        COMMON,
        /** The frame as an ICFD network rebuilds it. */
        RECONSTRUCTION
    }

    /**
     * What a reader has chosen.
     *
     * @param grade whose signs to show; empty except for {@link Kind#ACTIVATION}
     */
    record Choice(Kind kind, String grade) {
        public static Choice of(Kind kind) {
            return new Choice(kind, "");
        }
    }

    /** Grades of patches. */
    record Grades(List<PatchGrade> patches, List<String> classes) implements Evidence {
        public Grades {
            patches = List.copyOf(patches);
            classes = List.copyOf(classes);
        }
    }

    /** Strength as colours. */
    record Heat(Plane plane) implements Evidence {}

    /** A picture in greys. */
    record Grey(Plane plane) implements Evidence {}
}
