package org.radiloom.train.evaluation.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.Certainty;
import org.radiloom.infer.FlipDisagreement;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.infer.SliceCues;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.problem.Problem;

/** Judges, volume by volume, how well the next place to look finds errors and what propagation brings. */
public final class CorrectionEvaluation {
    static final List<Integer> STEPS = List.of(2, 3, 4, 6, 8);
    /** Slices on either side of a single corrected one that are judged. */
    static final int REACH = 5;

    /**
     * What was measured on one volume.
     *
     * @param carried Dice of untouched slices by the distance of the corrected ones
     * @param alone Dice of the slices around a single corrected one
     */
    record Case(
            LookedAt looked,
            SequencedMap<Integer, Map<CarriedOn.Way, Double>> carried,
            Map<CarriedOn.Way, Double> alone) {}

    private final List<Case> cases = new ArrayList<>();

    /** Judges one volume; one that has no error is left out. */
    public void add(String patientId, ImageStack image, Mask reference, VolumeSegmenter.Outlined outlined)
            throws Problem {
        SegmentationFinding found = outlined.finding();
        LookedAt looked =
                looked(patientId, reference, found, outlined.probabilities().disagreement());
        if (looked.errorMm2() == 0 || looked.slices().isEmpty()) {
            return;
        }
        var carriedOn = new CarriedOn(image, found.mask(), reference, found.certainty());
        var carried = new TreeMap<Integer, Map<CarriedOn.Way, Double>>();
        for (int n : STEPS) {
            carried.put(n, carriedOn.everyNth(n));
        }
        List<Integer> places = found.certainty().places();
        int tenth = (int) Math.ceil(places.size() / 10.0);
        cases.add(new Case(looked, carried, carriedOn.aroundOne(places.subList(0, tenth), REACH)));
    }

    private static LookedAt looked(String patientId, Mask reference, SegmentationFinding found, FlipDisagreement flips)
            throws Problem {
        Certainty certainty = found.certainty();
        List<LookedAt.Row> rows = new ArrayList<>();
        double all = 0;
        for (int k = 0; k < reference.geometry().slices(); k++) {
            double error = errorMm2(reference, found.mask(), k);
            all += error;
            if (certainty.places().contains(k)) {
                SliceCues cues = certainty.cues(k);
                rows.add(new LookedAt.Row(
                        k, cues.entropyMm2(), cues.breakMm(), flips.areaMm2(k), cues.expectedErrorMm2(), error));
            }
        }
        return new LookedAt(patientId, rows, all);
    }

    private static double errorMm2(Mask reference, Mask mask, int k) {
        int size = reference.geometry().columns() * reference.geometry().rows();
        byte[] a = new byte[size];
        byte[] b = new byte[size];
        reference.copySlice(k, a);
        mask.copySlice(k, b);
        long differ = 0;
        for (int at = 0; at < size; at++) {
            differ += a[at] ^ b[at];
        }
        return differ
                * reference.geometry().columnSpacingMm()
                * reference.geometry().rowSpacingMm();
    }

    /** The figures of all volumes as Markdown tables. */
    public String markdown() {
        return new CorrectionTables(cases).markdown();
    }

    /** The cues and the error of every slice that there is a reason to look at, as a table. */
    public String csv() {
        return new CorrectionTables(cases).csv();
    }
}
