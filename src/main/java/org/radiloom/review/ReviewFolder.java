package org.radiloom.review;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.problem.Problem;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.SeriesLoader;

/** Where the result of a review goes: findings.json and, for every finding, its masks and pictures. */
public final class ReviewFolder {
    /** Bone: shows what the mask is about and leaves metal white. */
    private static final Window BONE = new Window(400, 1800);

    private final Path folder;
    private final SeriesLoader loader;

    /** @param folder created if needed; files of an earlier review are replaced */
    public ReviewFolder(Path folder, SeriesLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    /**
     * Writes everything.
     *
     * @return the written masks of each finding, by kind, by finding id
     * @throws Problem if the folder cannot be written or the series can no longer be read
     */
    public Map<String, Map<String, String>> write(ReviewResult result) throws Problem {
        try {
            Files.createDirectories(folder);
            var masks = new HashMap<String, Map<String, String>>();
            int n = 0;
            for (ReviewFinding finding : result.findings()) {
                n++;
                String name = finding.finding().provenance().modelId() + "-" + n;
                masks.put(
                        finding.finding().id(),
                        switch (finding.finding()) {
                            case SegmentationFinding found -> segmentation(finding, found, name);
                            case GradeFinding found -> grades(finding, found, name);
                            case AnomalyFinding found ->
                                AnomalyFiles.write(folder, name, finding.series(), found, loader);
                        });
            }
            Files.writeString(
                    folder.resolve("findings.json"),
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(FindingsJson.of(result, masks))
                            + "\n");
            return masks;
        } catch (IOException e) {
            throw Problem.input(
                    "review.folder", "The folder " + folder + " cannot be written.", "Choose another folder.", e);
        }
    }

    private Map<String, String> segmentation(ReviewFinding reviewed, SegmentationFinding found, String name)
            throws Problem {
        var files = new LinkedHashMap<String, String>();
        String nifti = name + ".nii.gz";
        Nifti.write(folder.resolve(nifti), found.mask());
        files.put("nifti", nifti);
        if (SegmentationFile.possible(reviewed.series(), found.mask())) {
            String seg = name + ".seg.dcm";
            SegmentationFile.write(folder.resolve(seg), reviewed.series(), found);
            files.put("seg", seg);
        }
        try (LoadedStack stack = loader.openOnDemand(reviewed.series())) {
            Window window = reviewed.series().modality().equals("CT") ? BONE : stack.defaultWindow();
            var overlays = new Overlays(stack, window, found.mask());
            overlays.writeMontage(folder.resolve(name + ".png"));
            overlays.writeSlices(folder.resolve(name));
        }
        return files;
    }

    private Map<String, String> grades(ReviewFinding reviewed, GradeFinding found, String name)
            throws Problem, IOException {
        try (LoadedStack stack = loader.openOnDemand(reviewed.series())) {
            var pictures = new GradePictures(stack, found);
            pictures.writeFirst(folder.resolve(name + ".png"));
            pictures.writeFrames(Files.createDirectories(folder.resolve(name)));
        }
        var files = new LinkedHashMap<String, String>();
        files.put("overview", name + ".png");
        files.put("frames", name);
        return files;
    }
}
