package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.SegmentationInput;
import org.radiloom.model.SliceSkip;
import org.radiloom.problem.Problem;

/** No slice with a mandible is left out, on all patients at hand; and the outline is the same as without leaving out. */
@Tag("realdata")
@Tag("slow")
class SliceScreenDataTest {
    private static final Path SHIPPED = Path.of("models/mandible-ct");
    /** Even a rule this many times stricter must lose nothing. */
    private static final double SAFETY = 5;

    private static List<Path> patients() throws IOException {
        try (Stream<Path> all = Files.list(SharedData.find("mandible-ct-openkbp"))) {
            return all.filter(folder -> Files.exists(folder.resolve("Mandible.nii.gz")))
                    .sorted()
                    .toList();
        }
    }

    private static VolumeStack ct(Path patient) throws Problem {
        return Nifti.read(patient.resolve("ct.nii.gz"), ValueUnit.HOUNSFIELD);
    }

    @Test
    void everySliceWithAMandibleIsKeptEvenByAStricterRule() throws Problem, IOException {
        SegmentationInput input =
                ModelPackage.open(SHIPPED).card().segmentation().input();
        SliceSkip rule = SliceSkip.boneless();
        SliceSkip stricter = new SliceSkip(rule.atLeast(), SAFETY * rule.lessThanMm2(), 0);
        int slices = 0;
        int skipped = 0;
        List<Path> patients = patients();
        for (Path patient : patients) {
            WorkingVolume volume = WorkingVolume.of(ct(patient), input, Progress.NONE);
            Mask labels = volume.labels(Nifti.readMask(patient.resolve("Mandible.nii.gz")));
            Set<Integer> kept = Arrays.stream(SliceScreen.worthRunning(volume, stricter))
                    .boxed()
                    .collect(Collectors.toSet());
            for (int slice = 0; slice < volume.slices(); slice++) {
                assertTrue(
                        labels.countInSlice(slice) == 0 || kept.contains(slice),
                        patient.getFileName() + ": slice " + slice + " has a mandible");
            }
            slices += volume.slices();
            skipped += volume.slices() - SliceScreen.worthRunning(volume, rule).length;
        }
        System.out.printf("%d patients: %d of %d slices need not be run%n", patients.size(), skipped, slices);
        assertTrue(skipped > 0);
    }

    @Test
    void theOutlineIsTheSameAsWhenEverySliceIsRun(@TempDir Path folder) throws Problem, IOException {
        ModelPackage shipped = ModelPackage.open(SHIPPED);
        ModelPackage every = copy(folder.resolve("every"), shipped, SliceSkip.NONE);
        ModelPackage some = copy(folder.resolve("some"), shipped, SliceSkip.boneless());
        int skipped = 0;
        try (EngineRoom room = new EngineRoom();
                VolumeSegmenter all = VolumeSegmenter.open(room, every);
                VolumeSegmenter fewer = VolumeSegmenter.open(room, some)) {
            for (Path patient : patients().subList(0, 10)) {
                VolumeStack stack = ct(patient);
                SegmentationFinding expected = all.segment(stack, List.of(), Progress.NONE, f -> {});
                SegmentationFinding actual = fewer.segment(stack, List.of(), Progress.NONE, f -> {});
                assertArrayEquals(expected.mask().toArray(), actual.mask().toArray());
                skipped += (Integer)
                        Objects.requireNonNull(actual.provenance().parameters().get("slicesSkipped"));
            }
        }
        assertTrue(skipped > 0);
    }

    private static ModelPackage copy(Path folder, ModelPackage model, SliceSkip skip) throws Problem {
        JsonMapper json = JsonMapper.builder().build();
        ModelCard card = model.card().with(json.createObjectNode().set("skip", json.valueToTree(skip)));
        return ModelPackage.write(folder, card, model.weights());
    }
}
