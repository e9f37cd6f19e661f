package org.radiloom.ui.desk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.radiloom.annotate.CaseJournal;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.file.OntoGrid;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.measure.MeasureSubject;

/** The file that keeps the segmentation of a series. */
record CaseFile(OpenSeries series, String caseId, Path file) {
    private static final double SAME = 0.05;

    /** @param folder of all of them */
    static CaseFile of(OpenSeries series, Path folder) throws Problem {
        String caseId = caseId(series);
        UUID name = UUID.nameUUIDFromBytes(caseId.getBytes(StandardCharsets.UTF_8));
        return new CaseFile(series, caseId, folder.resolve(name + ".journal"));
    }

    /** What a segmentation belongs to: the series, or one film of it where a series holds several. */
    private static String caseId(OpenSeries series) throws Problem {
        MeasureSubject subject = series.measuring().orElse(null);
        if (subject == null || subject.images().isEmpty()) {
            return series.item().id();
        }
        List<ImageKey> images = subject.images();
        String first = images.getFirst().sopInstanceUid();
        boolean film = images.size() > 1
                && images.stream().allMatch(i -> i.sopInstanceUid().equals(first));
        return film ? subject.seriesUid() + "/" + first : subject.seriesUid();
    }

    /**
     * Opens the case, or begins it.
     *
     * @param kept whether to open it only if something was done before, on the images that are here
     * @param annotator who works on it, may be empty
     * @throws Problem if another window holds it, or if it was made on other images than these
     */
    Optional<EditCase> open(boolean kept, String annotator) throws Problem {
        if (kept && !Files.exists(file)) {
            return Optional.empty();
        }
        ImageStack stack = series.stack();
        Optional<Geometry> place = stack.geometry();
        Geometry grid = place.orElseGet(() -> Geometry.axial(stack.columns(), stack.rows(), stack.slices(), 1, 1, 1));
        LabelEditor editor;
        try {
            editor = LabelEditor.open(file, caseId, grid, annotator);
        } catch (Problem problem) {
            if (!problem.code().equals("annotate.other.grid")) {
                throw problem;
            }
            Geometry before = CaseJournal.gridOf(file);
            if (place.isEmpty() || !covers(grid, before)) {
                if (kept) {
                    // a part of the series: the rest may still be on its way
                    return Optional.empty();
                }
                throw problem;
            }
            editor = carried(before, grid, annotator);
        }
        return Optional.of(new EditCase(series.item().id(), editor, stack, place.isPresent()));
    }

    /** Whether every voxel of a grid is one of another, which is larger. */
    private static boolean covers(Geometry grid, Geometry before) {
        double[] last = {before.columns() - 1.0, before.rows() - 1.0, before.slices() - 1.0};
        for (int corner = 0; corner < 8; corner++) {
            Vec3 at = grid.toIndex(
                    before.toPatient((corner & 1) * last[0], (corner >> 1 & 1) * last[1], (corner >> 2 & 1) * last[2]));
            if (!within(at.x(), grid.columns()) || !within(at.y(), grid.rows()) || !within(at.z(), grid.slices())) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(double index, int size) {
        double whole = Math.rint(index);
        return Math.abs(index - whole) < SAME && whole >= 0 && whole < size;
    }

    /** The series has more images than when the work was done: what was drawn goes on, and the old file stays aside. */
    private LabelEditor carried(Geometry before, Geometry grid, String annotator) throws Problem {
        String name = file.getFileName().toString();
        return CaseJournal.carry(file, caseId, before, annotator, made -> OntoGrid.bring(made, grid, name)
                .segmentation());
    }
}
