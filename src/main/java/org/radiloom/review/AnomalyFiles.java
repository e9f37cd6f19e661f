package org.radiloom.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.problem.Problem;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;

/** What a search for anomalies leaves in a folder: its maps as numbers, and pictures of them. */
public final class AnomalyFiles {
    private AnomalyFiles() {}

    /**
     * Writes the maps, the picture of the most suspicious slice, what the network saw beside what it redrew, and a folder
     * of slices.
     *
     * @param folder there already
     * @param name of the files and of the folder of slices
     * @return names below {@code folder} by kind: map, overview, beside, slices
     */
    public static Map<String, String> write(
            Path folder, String name, Series series, AnomalyFinding found, SeriesLoader loader) throws Problem {
        Path slices = folder.resolve(name);
        try {
            Files.createDirectories(slices);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", slices + " cannot be written.", "Choose another folder.", e);
        }
        try (LoadedStack stack = loader.openOnDemand(series)) {
            var pictures = new AnomalyPictures(stack, series.inverted(), found);
            pictures.writeSuspect(folder.resolve(name + ".png"));
            pictures.writeSideBySide(folder.resolve(name + "-beside.png"));
            pictures.writeSlices(slices);
        }
        var files = new LinkedHashMap<String, String>();
        files.put(AnomalyMaps.MAP, AnomalyMaps.write(folder, name, series.geometry(), found));
        files.put("overview", name + ".png");
        files.put("beside", name + "-beside.png");
        files.put("slices", name);
        return files;
    }
}
