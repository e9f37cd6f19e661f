package org.radiloom.annotate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** The journal of a case whose images have changed since. */
public final class CaseJournal {
    private CaseJournal() {}

    /** What the labels that were drawn are on another grid. */
    public interface Onto {
        Segmentation bring(Segmentation made) throws Problem;
    }

    /**
     * The grid of the images that a journal was made on.
     *
     * @throws Problem if the file is no journal of this version, or cannot be read
     */
    public static Geometry gridOf(Path journal) throws Problem {
        try (var in = Files.newInputStream(journal)) {
            return JournalHead.grid(in.readNBytes(JournalHead.most()));
        } catch (IOException e) {
            throw AnnotateProblems.noJournal(journal, e);
        }
    }

    /**
     * Goes on with a case on another grid, such as that of a series that has got more images: labels, segments and effort are where
     * a new journal begins. What was done before cannot be taken back any more; the old journal is kept beside the new one. If the
     * program ends meanwhile, the one or the other is there.
     *
     * @param before the grid of the journal
     * @param onto what the work is on the new grid
     * @throws Problem if another window holds the case, or if the new journal cannot be written; the old one is then as it was
     */
    public static LabelEditor carry(Path journal, String caseId, Geometry before, String annotator, Onto onto)
            throws Problem {
        return carry(journal, caseId, before, Keeping.by(annotator), onto);
    }

    static LabelEditor carry(Path journal, String caseId, Geometry before, Keeping keeping, Onto onto) throws Problem {
        LabelEditor old = LabelEditor.open(journal, caseId, before, keeping);
        Path kept = null;
        Segmentation now;
        try {
            now = onto.bring(old.segmentation());
            Geometry grid = now.map().geometry();
            Edit labels = Edit.between(LabelMap.empty(grid), now.map());
            var base = new JournalRecord.Base(keeping.stamp(), labels, now.segments(), old.effort());
            kept = old.journal().succeed(JournalHead.of(caseId, grid), base);
        } catch (IOException e) {
            throw AnnotateProblems.noJournal(journal, e);
        } finally {
            if (kept == null) {
                old.close();
            }
        }
        LabelEditor editor = LabelEditor.open(journal, caseId, now.map().geometry(), keeping);
        editor.journal().note(AnnotateProblems.carried(journal, kept));
        return editor;
    }
}
