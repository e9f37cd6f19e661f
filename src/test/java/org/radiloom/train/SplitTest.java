package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class SplitTest {
    private static final List<Double> RATIOS = List.of(0.7, 0.1, 0.2);

    @Test
    void noPatientAndNoImageIsInTwoPartsWhateverTheManifest() throws Problem {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 1000; trial++) {
            Manifest manifest = random(random);
            Split split = trial % 2 == 0
                    ? Split.of(manifest, RATIOS, trial)
                    : Split.fold(manifest, 3 + trial % 4, trial % 3, trial);
            Map<String, Split.Part> ofPatient = new HashMap<>();
            Map<String, Split.Part> ofPixels = new HashMap<>();
            for (ManifestEntry e : manifest.entries()) {
                Split.Part part = java.util.Objects.requireNonNull(split.parts().get(e.sampleId()));
                assertEquals(part, ofPatient.merge(e.patientId(), part, (a, b) -> a));
                assertEquals(part, ofPixels.merge(String.valueOf(e.sha256()), part, (a, b) -> a));
            }
            assertEquals(manifest.entries().size(), split.parts().size());
        }
    }

    @Test
    void sharesAreMetAsWellAsPatientsOfThatSizeAllow() throws Problem {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 1000; trial++) {
            List<String> lines = new ArrayList<>();
            int largest = 0;
            int patients = 10 + random.nextInt(30);
            for (int p = 0; p < patients; p++) {
                int slices = 1 + random.nextInt(6);
                largest = Math.max(largest, slices);
                for (int k = 0; k < slices; k++) {
                    lines.add(line("s" + p + "-" + k, "p" + p, 0, null));
                }
            }
            Manifest manifest = parse(lines);
            Split split = Split.of(manifest, RATIOS, trial);
            for (Split.Part part : Split.Part.values()) {
                double wanted = RATIOS.get(part.ordinal()) * lines.size();
                // a part is never given more once it has its share, so it is over by less than one patient
                assertEquals(wanted, split.entries(manifest, part).size(), 2 * largest);
            }
        }
    }

    @Test
    void slicesMayBeTheUnitAndThenTheLeakIsTold() throws Problem {
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < 100; s++) {
            lines.add(line("s" + s, "p" + s / 25, 0, null));
        }
        Manifest manifest = parse(lines);
        Split split = Split.of(manifest, RATIOS, 1, Split.Unit.SLICE);
        assertEquals(70, split.entries(manifest, Split.Part.TRAIN).size());
        assertEquals(
                List.of("leakage: 4 patients have slices in several parts of the split, so results look better than "
                        + "they are for a new patient"),
                SplitCheck.warnings(manifest, split));
        assertEquals(List.of(), SplitCheck.warnings(manifest, Split.of(manifest, List.of(0.5, 0.25, 0.25), 1)));
    }

    @Test
    void foldsAndSplitsOfTheManifestCountMore() throws Problem {
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < 6; s++) {
            lines.add("{\"sample_id\":\"s" + s + "\",\"patient_id\":\"p" + s + "\",\"path\":\"x\",\"fold\":" + s % 3
                    + "}");
        }
        Manifest folds = parse(lines);
        Split split = Split.fold(folds, 3, 1, 1);
        assertEquals(
                List.of("s1", "s4"),
                split.entries(folds, Split.Part.TEST).stream()
                        .map(ManifestEntry::sampleId)
                        .toList());
        assertEquals(
                List.of("s2", "s5"),
                split.entries(folds, Split.Part.VAL).stream()
                        .map(ManifestEntry::sampleId)
                        .toList());
        lines.set(0, lines.get(0).replace("\"fold\":0", "\"fold\":3"));
        Manifest beyond = parse(lines);
        assertEquals(
                "split.folds",
                assertThrows(Problem.class, () -> Split.fold(beyond, 3, 0, 1)).code());
        Manifest given = parse(List.of(
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"split\":\"train\"}",
                "{\"sample_id\":\"b\",\"patient_id\":\"q\",\"path\":\"b\",\"split\":\"val\"}"));
        RunConfig crossed = RunConfig.of("mandi/micro", Map.of("data.folds", "5"));
        assertEquals(
                Map.of("a", Split.Part.TRAIN, "b", Split.Part.VAL),
                Trainer.split(given, crossed).parts());
    }

    @Test
    void fiftyPatientsOfOneClassAreDealtExactlyByTheRatios() throws Problem {
        Split split = Split.of(plain(50), RATIOS, 1);
        assertEquals(35, split.entries(plain(50), Split.Part.TRAIN).size());
        assertEquals(5, split.entries(plain(50), Split.Part.VAL).size());
        assertEquals(10, split.entries(plain(50), Split.Part.TEST).size());
    }

    @Test
    void everyClassReachesEveryPart() throws Problem {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < 40; p++) {
            lines.add(line("s" + p, "p" + p, p % 4, null));
        }
        Manifest manifest = parse(lines);
        Split split = Split.of(manifest, RATIOS, 5);
        for (Split.Part part : Split.Part.values()) {
            assertEquals(
                    4,
                    split.entries(manifest, part).stream()
                            .map(ManifestEntry::label)
                            .distinct()
                            .count());
        }
    }

    @Test
    void everyPatientIsTestedInOneFold() throws Problem {
        Manifest manifest = plain(23);
        Map<String, Integer> tested = new HashMap<>();
        for (int fold = 0; fold < 5; fold++) {
            Split.fold(manifest, 5, fold, 9)
                    .entries(manifest, Split.Part.TEST)
                    .forEach(e -> tested.merge(e.patientId(), 1, Integer::sum));
        }
        assertEquals(23, tested.size());
        assertEquals(List.of(1), tested.values().stream().distinct().toList());
    }

    @Test
    void theFingerprintForgetsTheOrderOfTheManifestButNotTheSeed() throws Problem {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
            lines.add(line("s" + p, "p" + p, 0, null));
        }
        String first = Split.of(parse(lines), RATIOS, 1).fingerprint();
        Collections.shuffle(lines, new Random(1));
        assertEquals(first, Split.of(parse(lines), RATIOS, 1).fingerprint());
        assertNotEquals(first, Split.of(parse(lines), RATIOS, 2).fingerprint());
    }

    @Test
    void aGivenSplitThatLeaksIsRefused() throws Problem {
        Manifest patient = parse(List.of(
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"split\":\"train\"}",
                "{\"sample_id\":\"b\",\"patient_id\":\"p\",\"path\":\"b\",\"split\":\"test\"}"));
        assertEquals("split.leak", problem(patient));
        Manifest image = parse(List.of(
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"split\":\"train\",\"sha256\":\"1\"}",
                "{\"sample_id\":\"b\",\"patient_id\":\"q\",\"path\":\"b\",\"split\":\"test\",\"sha256\":\"1\"}"));
        assertEquals("split.leak", problem(image));
        Manifest partly = parse(List.of(
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"split\":\"train\"}",
                "{\"sample_id\":\"b\",\"patient_id\":\"q\",\"path\":\"b\"}"));
        assertEquals("split.partial", problem(partly));
    }

    @Test
    void aClassThatAPartLacksIsNamed() throws Problem {
        Manifest manifest = parse(List.of(
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"label\":0,\"split\":\"train\"}",
                "{\"sample_id\":\"b\",\"patient_id\":\"q\",\"path\":\"b\",\"label\":1,\"split\":\"test\"}"));
        assertEquals(
                List.of(
                        "class 1 has no sample in train",
                        "the split has no sample for val",
                        "class 0 has no sample in test"),
                SplitCheck.warnings(manifest, Split.of(manifest, RATIOS, 1)));
    }

    @Test
    void linesSurviveWritingAndReading() throws Problem {
        Split split = Split.of(plain(10), RATIOS, 1);
        Map<String, Split.Part> again = new HashMap<>();
        Split.parse(split.lines()).forEach((id, line) -> again.put(id, line.part()));
        assertEquals(split.parts(), again);
    }

    private static String problem(Manifest manifest) {
        return assertThrows(Problem.class, () -> Split.of(manifest, RATIOS, 1)).code();
    }

    private static Manifest plain(int patients) throws Problem {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < patients; p++) {
            lines.add("{\"sample_id\":\"s" + p + "\",\"patient_id\":\"p" + p + "\",\"path\":\"x\"}");
        }
        return parse(lines);
    }

    private static Manifest random(SplittableRandom random) throws Problem {
        List<String> lines = new ArrayList<>();
        int n = 1 + random.nextInt(40);
        for (int s = 0; s < n; s++) {
            lines.add(line(
                    "s" + s,
                    "p" + random.nextInt(1 + n / 2),
                    random.nextInt(3),
                    Integer.toString(random.nextInt(3 * n))));
        }
        return parse(lines);
    }

    private static String line(String id, String patient, int label, @org.jspecify.annotations.Nullable String sha) {
        return "{\"sample_id\":\"" + id + "\",\"patient_id\":\"" + patient + "\",\"path\":\"x\",\"label\":" + label
                + (sha == null ? "" : ",\"sha256\":\"" + sha + "\"") + "}";
    }

    private static Manifest parse(List<String> lines) throws Problem {
        return Manifest.parse(lines, Path.of("/data"), "m.jsonl");
    }
}
