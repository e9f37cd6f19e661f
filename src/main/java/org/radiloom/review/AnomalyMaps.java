package org.radiloom.review;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.DeepPng;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.AnomalyMap;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.AnomalyTask;
import org.radiloom.problem.Problem;

/**
 * The maps of a finding as files: a NIfTI of floats where the series lies in the patient, else a 16-bit PNG for each frame
 * with the scale in its words. Values are never rescaled to a picture; 0 is also where nothing was looked at.
 */
final class AnomalyMaps {
    /** Kind of the file in what a review writes. */
    static final String MAP = "map";

    static final String PNG = ".png";
    /** Steps up to the lightest colour; room above it for eight times as much. */
    private static final double STEPS_TO_HIGH = 8192;

    private static final double LARGEST_STEP = 65535;

    private AnomalyMaps() {}

    /**
     * Writes the maps.
     *
     * @param folder of the review
     * @param name of the finding; frames go into the folder of this name, which is there
     * @return the file, or that of the most suspicious frame, below {@code folder}
     */
    static String write(Path folder, String name, Optional<Geometry> grid, AnomalyFinding found) throws Problem {
        if (grid.isPresent()) {
            String file = name + "-map.nii.gz";
            Nifti.write(folder.resolve(file), new Volume(grid.get(), found));
            return file;
        }
        AnomalyTask.MapScale scale = found.scale();
        double step = step(found);
        var words = new LinkedHashMap<String, String>();
        words.put("Title", "Anomaly map");
        words.put(
                "Description",
                "value = stored x " + step + "; " + scale.unit() + "; clear below " + scale.threshold()
                        + ", colours from " + scale.low() + " to " + scale.high());
        words.put("valuePerStep", Double.toString(step));
        for (SliceAnomaly slice : found.perSlice()) {
            AnomalyMap map = slice.map().orElse(null);
            if (map != null) {
                Path file = folder.resolve(file(name, slice.slice()));
                DeepPng.write(file, map.onPicture(), map.columns(), map.rows(), step, words);
            }
        }
        return file(name, found.mostSuspicious());
    }

    /** Value of one step of the 16 bits: that of the scale, or what the largest value of the finding needs. */
    static double step(AnomalyFinding found) {
        double most = 0;
        for (SliceAnomaly slice : found.perSlice()) {
            most = Math.max(most, slice.map().map(AnomalyMap::largest).orElse(0f));
        }
        return Math.max(found.scale().high() / STEPS_TO_HIGH, most / LARGEST_STEP);
    }

    /** The PNG of another frame of the same finding. */
    static String beside(String png, int slice) {
        return file(png.substring(0, png.lastIndexOf('/')), slice);
    }

    private static String file(String name, int slice) {
        return String.format(Locale.ROOT, "%s/map-%04d%s", name, slice + 1, PNG);
    }

    /** All maps of a series, made one after the other as they are written. */
    private record Volume(Geometry grid, AnomalyFinding found) implements ImageStack {
        @Override
        public int columns() {
            return grid.columns();
        }

        @Override
        public int rows() {
            return grid.rows();
        }

        @Override
        public int slices() {
            return grid.slices();
        }

        @Override
        public ValueUnit unit() {
            return ValueUnit.RAW;
        }

        @Override
        public Optional<Geometry> geometry() {
            return Optional.of(grid);
        }

        @Override
        public Window defaultWindow() {
            return Window.between(found.scale().low(), found.scale().high());
        }

        @Override
        public Slice slice(int k) throws Problem {
            AnomalyMap map = found.slice(k).flatMap(SliceAnomaly::map).orElse(null);
            float[] values = map == null ? new float[grid.columns() * grid.rows()] : map.onPicture();
            return GreySlice.ofValues(values, grid.columns(), grid.rows());
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return Optional.empty();
        }
    }
}
