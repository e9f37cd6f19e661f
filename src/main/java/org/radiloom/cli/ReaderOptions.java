package org.radiloom.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiloom.problem.Problem;
import org.radiloom.review.ReaderInput;
import org.radiloom.study.Series;
import org.radiloom.study.Study;
import picocli.CommandLine.Option;

/** What a reader can say on the command line about the pictures of a study. */
final class ReaderOptions {
    private static final Set<String> PICTURES = Set.of("US", "CT", "DX");

    @Option(
            names = "--modality",
            paramLabel = "CT|US|DX",
            description = "CT: take NIfTI files, which do not say their modality, for CT; naming a model implies it."
                    + " US, CT, DX: take pictures for ultrasound, slices of CT as a screen shows them, or radiographs,"
                    + " without looking at them first.")
    private String modality = "";

    @Option(
            names = "--hepatorenal-index",
            paramLabel = "RATIO",
            description = "Mean grey of the liver over that of the kidney's cortex at the same depth, as measured by a"
                    + " reader; models with a variant for it use it.")
    private Optional<Double> hepatorenalIndex = Optional.empty();

    boolean ct() {
        return modality.equalsIgnoreCase("CT");
    }

    /** @throws Problem if a number cannot be one */
    ReaderInput stated() throws Problem {
        if (hepatorenalIndex.isEmpty()) {
            return ReaderInput.NONE;
        }
        double index = hepatorenalIndex.get();
        if (!(index > 0.1 && index < 20)) {
            throw Problem.usage(
                    "review.index",
                    "A hepatorenal index of " + index + " cannot be.",
                    "Give the ratio of two mean greys, such as 1.4.");
        }
        return new ReaderInput(Map.of(), Map.of(ReaderInput.HEPATORENAL_INDEX, index));
    }

    /** The same study; pictures are declared to be what was said. */
    Study declared(Study study) {
        String word = modality.toUpperCase(Locale.ROOT);
        if (!PICTURES.contains(word)) {
            return study;
        }
        return Inputs.with(
                study,
                series -> series.source() == Series.Source.PICTURE
                                && series.modality().isEmpty()
                        ? series.declaredPicture(word)
                        : series);
    }
}
