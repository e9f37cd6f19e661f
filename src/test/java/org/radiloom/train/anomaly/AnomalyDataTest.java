package org.radiloom.train.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.OrganPictures;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunConfig;
import org.radiloom.train.loop.Batch;

/** What detectors are shown of a data set, and in which order. */
class AnomalyDataTest {
    @TempDir
    private Path folder;

    private List<ManifestEntry> training = List.of();
    private List<AnomalySample> samples = List.of();
    private DomainTable domains = new DomainTable(List.of(), List.of(), List.of());

    @BeforeEach
    void read() throws IOException, Problem {
        Manifest manifest = Manifest.read(OrganPictures.write(folder));
        training = manifest.entries().stream()
                .filter(e -> "train".equals(e.split()))
                .toList();
        domains = DomainTable.of(training);
        AnomalyReader reader = new AnomalyReader(manifest, config().anomaly());
        List<AnomalySample> all = new ArrayList<>();
        for (ManifestEntry entry : training) {
            for (AnomalyPicture picture : reader.read(entry)) {
                all.add(AnomalySample.of(picture));
            }
        }
        samples = all;
    }

    private static RunConfig config(String... changes) throws Problem {
        Map<String, String> set = new java.util.LinkedHashMap<>();
        for (int at = 0; at < changes.length; at += 2) {
            set.put(changes[at], changes[at + 1]);
        }
        return RunConfig.of("maddr/12", "micro", set);
    }

    /** Organs liver, lung; modalities US, XR, CT: an organ's number is not its modality's (liver 0 0, lung 1 1 and 1 2). */
    @Test
    void namesBecomeNumbersInOrderOfFirstUse() {
        assertEquals(List.of("liver", "lung"), domains.organs());
        assertEquals(List.of("US", "XR", "CT"), domains.modalities());
        assertEquals(
                List.of("liver/US", "lung/XR", "lung/CT"),
                domains.domains().stream().map(DomainTable.Name::slashed).toList());
    }

    /** 6 pictures each, and 4 slices of a volume whose frame is the whole picture. */
    @Test
    void aVolumeGivesASampleForEachSlice() {
        assertEquals(16, samples.size());
        assertEquals(
                List.of("ct-train#0", "ct-train#1", "ct-train#2", "ct-train#3"),
                samples.stream()
                        .map(AnomalySample::sampleId)
                        .filter(id -> id.startsWith("ct"))
                        .toList());
        assertTrue(samples.stream()
                .allMatch(s -> s.cropped() == s.domain().modality().equals("US")));
        assertEquals(OrganPictures.ROWS, samples.getFirst().frameSide());
    }

    /** Lung in the phantom has -720 HU: (-720 + 1000) / 1400 = 0.2 of the lung's window, soft tissue -60 HU 0.67. */
    @Test
    void hounsfieldUnitsAreSeenThroughTheLungsWindow() {
        AnomalySample slice = samples.stream()
                .filter(s -> s.sampleId().equals("ct-train#1"))
                .findFirst()
                .orElseThrow();
        float[] input = new float[16 * 16];
        slice.plain(input, 0);
        // a pixel of the square of 18 is 40/18 of the slice: a lung at column 11, row 16, and the tissue above both
        // lungs
        assertEquals(2 * 0.2 - 1, input[8 * 16 + 4], 0.1);
        assertEquals(2 * 0.67 - 1, input[2 * 16 + 8], 0.15);
    }

    @Test
    void everyDomainComesUpEquallyOften() throws Problem {
        RunConfig config = config("sampling.samplesPerEpoch", "600", "train.batch", "50");
        int[] counts = new int[3];
        for (AnomalyDataset.Order order : new AnomalyDataset(samples, domains, config).epoch(0)) {
            Batch batch = order.make();
            for (int at = 0; at < batch.size(); at++) {
                int organ = (int) batch.target(AnomalyObjective.ORGAN).values()[at];
                int modality = (int) batch.target(AnomalyObjective.MODALITY).values()[at];
                assertEquals(modality == 0 ? 0 : 1, organ);
                counts[modality]++;
            }
        }
        // binomial: 200 ± 11.5
        for (int count : counts) {
            assertEquals(200, count, 46);
        }
    }

    @Test
    void withoutBalanceEverySampleComesOnceAnEpoch() throws Problem {
        RunConfig config = config("sampling.samplesPerEpoch", "0", "anomaly.draw", "all", "train.batch", "16");
        Batch batch =
                new AnomalyDataset(samples, domains, config).epoch(3).getFirst().make();
        int ct = 0;
        for (float modality : batch.target(AnomalyObjective.MODALITY).values()) {
            ct += modality == 2 ? 1 : 0;
        }
        assertEquals(4, ct);
    }

    @Test
    void anEpochIsTheSameEveryTimeAndTheNextIsAnother() throws Problem {
        AnomalyDataset dataset = new AnomalyDataset(samples, domains, config());
        float[] first = dataset.epoch(1).getFirst().make().input().values();
        assertArrayEquals(first, dataset.epoch(1).getFirst().make().input().values());
        assertNotEquals(first[100], dataset.epoch(2).getFirst().make().input().values()[100]);
        for (float value : first) {
            assertTrue(value >= -1 && value <= 1);
        }
    }

    @Test
    void aMixTakesDomainsAndSites() throws Problem {
        assertTrue(DomainTable.takes(List.of("liver/US"), training.getFirst()));
        assertEquals(
                6 + 1, training.stream().filter(e -> "made-up".equals(e.site())).count());
        int taken = 0;
        for (ManifestEntry entry : training) {
            taken += DomainTable.takes(List.of("lung/CT", "one"), entry) ? 1 : 0;
        }
        assertEquals(1 + 3, taken);
        Problem problem = assertThrows(Problem.class, () -> DomainTable.check(List.of("liver/MR"), training));
        assertEquals("data.mix", problem.code());
    }

    /** Livers are looked at in their region, lungs everywhere; networks are told of neither. */
    @Test
    void aMemoryIsToldWhereToLook() throws Problem {
        RunConfig config = RunConfig.of(
                "maddr/patch-memory", "micro", Map.of("train.batch", "16", "sampling.samplesPerEpoch", "0"));
        Batch batch =
                new AnomalyDataset(samples, domains, config).epoch(1).getFirst().make();
        float[] regions = batch.target(AnomalyObjective.REGION).values();
        int side = config.anomaly().side();
        for (int n = 0; n < batch.size(); n++) {
            int inside = 0;
            for (int at = 0; at < side * side; at++) {
                inside += regions[n * side * side + at] >= 0.5 ? 1 : 0;
            }
            boolean liver = batch.target(AnomalyObjective.ORGAN).values()[n] == 0;
            assertTrue(inside > 0);
            assertTrue(!liver || inside < side * side, inside + " pixels");
        }
        Batch plain = new AnomalyDataset(samples, domains, config())
                .epoch(1)
                .getFirst()
                .make();
        assertTrue(plain.targets().get(AnomalyObjective.REGION) == null);
        assertEquals(
                List.of("inRegion", "byPosition", "byPosition"),
                config.anomaly().memories(domains, samples).stream()
                        .map(each -> each.way())
                        .toList());
        assertEquals(List.of(), config().anomaly().memories(domains, samples));
    }
}
