package org.radiloom.train.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.SpeckleLiver;
import org.radiloom.infer.PictureCut;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunConfig;
import org.radiloom.train.SampleFiles;
import org.radiloom.train.loop.Batch;

class ClassificationDatasetTest {
    @TempDir
    private static Path folder;

    private static Manifest manifest;

    @BeforeAll
    static void writeLivers() throws IOException, Problem {
        manifest = Manifest.read(SpeckleLiver.write(folder, 1, 2, 80));
    }

    private static RunConfig config(String... changes) throws Problem {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int at = 0; at < changes.length; at += 2) {
            map.put(changes[at], changes[at + 1]);
        }
        return RunConfig.of("icfd/resnet", "micro", map);
    }

    private static PictureSample read(RunConfig config, int entry, boolean learning) throws Problem {
        return new PictureReader(manifest, config.picture(), 4)
                .read(manifest.entries().get(entry), learning);
    }

    /** Training and grading must prepare a picture alike. */
    @Test
    void anUnchangedInputIsWhatAReaderOfTheModelWouldMake() throws Problem {
        for (String crop : List.of("whole", "region")) {
            RunConfig config = config("picture.crop", crop, "picture.prepare", "divideByMean");
            PictureSample sample = read(config, 3, false);
            float[] mine = new float[64 * 64];
            new PictureCutter(config.picture(), config.augment())
                    .plain(sample, sample.places().getFirst(), mine, 0);
            ManifestEntry entry = manifest.entries().get(3);
            var frame = SampleFiles.frame(manifest.resolve(entry.path()), entry);
            byte[] liver = SampleFiles.mask(
                            manifest.resolve(String.valueOf(entry.regionPath())),
                            entry,
                            SampleFiles.image(manifest.resolve(entry.path()), entry))
                    .toArray();
            PictureCut cut = crop.equals("whole")
                    ? PictureCut.whole(frame)
                    : PictureCut.around(liver, frame.columns(), frame.rows(), 0);
            // stored in 65535ths, stretched by the division
            assertArrayEquals(cut.input(frame, config.picture().view(), liver), mine, 5e-4f, crop);
        }
    }

    @Test
    void patchesLieInTheRegionAndCoverItWhenJudging() throws Problem {
        RunConfig config = config(
                "picture.crop",
                "patch",
                "picture.side",
                "16",
                "picture.patch.side",
                "16",
                "picture.patch.inside",
                "1.0");
        PictureSample judged = read(config, 0, false);
        PictureSample learned = read(config, 0, true);
        assertTrue(judged.places().size() > 3);
        assertTrue(learned.places().size() > 4 * judged.places().size());
        float[] patch = new float[16 * 16];
        PictureCutter cutter = new PictureCutter(config.picture(), config.augment());
        PictureSample.Place place = judged.places().getFirst();
        cutter.plain(judged, place, patch, 0);
        int left = (int) Math.round(place.column() - 7.5);
        int top = (int) Math.round(place.row() - 7.5);
        assertEquals(judged.at(0, left, top), patch[0], 1e-6);
        assertEquals(judged.at(0, left + 15, top + 15), patch[255], 1e-6);
    }

    @Test
    void anEpochIsTheSameEveryTimeAndOtherThanTheNext() throws Problem {
        RunConfig config = config("augment.flip", "0.5", "augment.rotateDegrees", "10", "train.batch", "3");
        List<PictureSample> samples = samples(config);
        ClassificationDataset dataset = new ClassificationDataset(samples, config, false);
        assertEquals(3, dataset.epoch(0).size());
        Batch once = dataset.epoch(1).get(1).make();
        Batch again = new ClassificationDataset(samples, config, false)
                .epoch(1)
                .get(1)
                .make();
        assertArrayEquals(once.input().values(), again.input().values());
        assertFalse(Arrays.equals(
                once.input().values(), dataset.epoch(2).get(1).make().input().values()));
    }

    /** Of the film of 40 x 30 pixels four columns and three rows are no tissue. */
    @Test
    void ofUltrasoundInDicomOnlyTheSectorIsSeen() throws Problem, IOException {
        DicomSeriesFixture.ultrasoundFilm(folder.resolve("film.dcm"), 40, 30, 2);
        String line = "{\"sample_id\":\"f\",\"patient_id\":\"f\",\"path\":\"film.dcm\",\"frame\":1,\"label\":0}";
        Manifest one = Manifest.read(Files.writeString(folder.resolve("film.jsonl"), line));
        ManifestEntry entry = one.entries().getFirst();
        var frame = SampleFiles.frame(one.resolve("film.dcm"), entry);
        for (String crop : List.of("sector", "whole")) {
            RunConfig config = config("picture.crop", crop);
            PictureSample sample = new PictureReader(one, config.picture(), 4).read(entry, true);
            float[] mine = new float[64 * 64];
            new PictureCutter(config.picture(), config.augment())
                    .plain(sample, sample.places().getFirst(), mine, 0);
            PictureCut cut = crop.equals("sector") ? new PictureCut(4, 3, 36, 27) : PictureCut.whole(frame);
            assertArrayEquals(cut.input(frame, config.picture().view(), null), mine, 5e-4f, crop);
        }
        assertEquals("sector", config().picture().crop(), "what the preset asks for");
    }

    /** Eight samples: 7 and 1; batch norm cannot learn from one. */
    @Test
    void aLastBatchOfOneSampleIsLeftOut() throws Problem {
        RunConfig config = config("train.batch", "7");
        ClassificationDataset dataset = new ClassificationDataset(samples(config), config, false);
        assertEquals(
                List.of(7),
                dataset.epoch(0).stream().map(ClassificationDataset.Order::size).toList());
        RunConfig six = config("train.batch", "6");
        assertEquals(
                List.of(6, 2),
                new ClassificationDataset(samples(six), six, false)
                        .epoch(0).stream()
                                .map(ClassificationDataset.Order::size)
                                .toList());
    }

    @Test
    void aBalancedEpochShowsEveryClassThatThereIs() throws Problem {
        RunConfig config =
                config("imbalance.method", "balancedSampler", "sampling.samplesPerEpoch", "200", "train.batch", "50");
        List<PictureSample> few = samples(config).stream()
                .filter(s -> s.label() == 0 || s.sampleId().equals("p3-0"))
                .toList();
        assertEquals(List.of(2L, 0L, 0L, 1L), ClassificationDataset.counts(few, 4));
        int rare = 0;
        for (var order : new ClassificationDataset(few, config, false).epoch(0)) {
            for (float label :
                    order.make().target(ClassificationObjective.LABEL).values()) {
                rare += label == 3 ? 1 : 0;
            }
        }
        // 100 expected; six deviations of a fair coin
        assertTrue(Math.abs(rare - 100) < 43, "drawn " + rare);
    }

    /** A box over the left half; pictures flipped for certain show it on the right. */
    @Test
    void boxesGoWithTheirPicture() throws Problem {
        RunConfig config = config("augment.flip", "1.0", "train.batch", "8");
        List<PictureSample> samples = new ArrayList<>();
        for (PictureSample sample : samples(config)) {
            samples.add(samples.isEmpty() ? sample : sample.withBoxes(List.of(new ManifestEntry.Box(0, 0, 32, 64))));
        }
        Batch batch = new ClassificationDataset(samples, config, true)
                .epoch(0)
                .getFirst()
                .make();
        float[] has = batch.target(ClassificationObjective.HAS_BOX).values();
        float[] inside = batch.target(ClassificationObjective.INSIDE).values();
        int without = 0;
        for (int n = 0; n < 8; n++) {
            without += has[n] == 0 ? 1 : 0;
            assertEquals(0, inside[n * 64 * 64 + 31]);
            assertEquals(has[n], inside[n * 64 * 64 + 32]);
        }
        assertEquals(1, without);
    }

    /** The liver's ellipse has its middle at (0.5, 0.55) of 80 pixels and half axes of 0.36 and 0.38. */
    @Test
    void aMaskStandsForBoxesThatAreNotGiven() throws Problem, IOException {
        RunConfig config = config("picture.side", "40");
        ManifestEntry labelled = manifest.entries().getFirst();
        String line = "{\"sample_id\":\"m\",\"patient_id\":\"m\",\"path\":\"" + labelled.path()
                + "\",\"label\":0,\"mask_path\":\"" + labelled.regionPath() + "\"}";
        Manifest one = Manifest.read(Files.writeString(folder.resolve("masks.jsonl"), line));
        PictureSample sample =
                new PictureReader(one, config.picture(), 4).read(one.entries().getFirst(), true);
        ManifestEntry.Box box = sample.boxes().getFirst();
        assertEquals(1, sample.boxes().size());
        assertEquals(40 * (0.5 - 0.36), box.x0(), 1);
        assertEquals(40 * (0.5 + 0.36), box.x1(), 1);
        assertEquals(40 * (0.55 - 0.38), box.y0(), 1);
        assertEquals(40 * (0.55 + 0.38), box.y1(), 1);
    }

    @Test
    void whatASampleLacksIsNamed() throws Problem {
        RunConfig config = config();
        ManifestEntry entry = manifest.entries().getFirst();
        assertEquals(
                "data.label",
                assertThrows(Problem.class, () -> new PictureReader(manifest, config.picture(), 0).read(entry, true))
                        .code());
        RunConfig large = config("picture.crop", "patch", "picture.side", "64", "picture.patch.side", "60");
        assertEquals(
                "data.region.small",
                assertThrows(Problem.class, () -> read(large, 0, true)).code());
    }

    private static List<PictureSample> samples(RunConfig config) throws Problem {
        List<PictureSample> samples = new ArrayList<>();
        for (int n = 0; n < manifest.entries().size(); n++) {
            samples.add(read(config, n, true));
        }
        return samples;
    }
}
