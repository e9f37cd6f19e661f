package org.radiloom.model;

import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.HeatScale;
import org.radiloom.imaging.Window;

/**
 * Tells how unlike normal pictures a picture is, and where; one network for several organs and modalities.
 *
 * @param label what is found, for people, such as Anomaly
 * @param method how, such as dpa, memae, ganomaly, fanogan or patch-memory
 * @param side of the square that the network sees, pixels
 * @param organs in the order of the network's organ head
 * @param modalities in the order of the network's modality head: US, CT, XR
 * @param domains what the model knows normal pictures of; at least one
 */
public record AnomalyTask(
        String label, String method, int side, List<String> organs, List<String> modalities, List<Domain> domains)
        implements CardTask {
    /** In {@code card.json}. */
    public static final String WORD = "anomaly";

    public AnomalyTask {
        organs = List.copyOf(organs);
        modalities = List.copyOf(modalities);
        domains = List.copyOf(domains);
        if (side < 1 || domains.isEmpty()) {
            throw new IllegalArgumentException("side " + side + ", " + domains.size() + " domains");
        }
        for (Domain each : domains) {
            if (!organs.contains(each.organ()) || !modalities.contains(each.modality())) {
                throw new IllegalArgumentException(each.name() + " is not among " + organs + " and " + modalities);
            }
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> dicomModalities() {
        return domains.stream()
                .flatMap(each -> each.dicomModalities().stream())
                .distinct()
                .toList();
    }

    /**
     * One organ in one modality that the model knows normal pictures of, and how its scores are read there.
     *
     * @param organ in lower case, such as liver
     * @param modality US, CT or XR
     * @param dicomModalities DICOM's codes for that, such as CR and DX
     * @param bodyParts DICOM body part words that speak of the organ
     * @param regionModel id of the model that finds the part to look at; empty where the whole picture is seen
     * @param regionMargin what is added to each side of the region's bounds, as a share of their longer side
     * @param minSide pictures whose shorter side has fewer pixels are refused
     * @param window the values that become black and white, in Hounsfield units; empty where values are no such units
     * @param threshold scores from here on are called anomalous
     * @param thresholdRule how the threshold was chosen, for people
     * @param normalScores scores of single normal validation pictures at evenly spaced quantiles, from the least to the
     *     largest, ascending; at least two
     * @param normals how many validation pictures these come from
     * @param largestKnown largest score of any validation picture, normal or not
     * @param scale of the map
     * @param caution what must be said with every result of this kind, for people; empty for nothing
     */
    public record Domain(
            String organ,
            String modality,
            List<String> dicomModalities,
            List<String> bodyParts,
            String regionModel,
            double regionMargin,
            int minSide,
            List<Double> window,
            double threshold,
            String thresholdRule,
            List<Double> normalScores,
            int normals,
            double largestKnown,
            MapScale scale,
            String caution) {
        public Domain {
            dicomModalities = List.copyOf(dicomModalities);
            bodyParts = List.copyOf(bodyParts);
            window = List.copyOf(window);
            normalScores = List.copyOf(normalScores);
            if (dicomModalities.isEmpty()
                    || !(regionMargin >= 0)
                    || minSide < 1
                    || !window.isEmpty() && (window.size() != 2 || !(window.get(0) < window.get(1)))) {
                throw new IllegalArgumentException(
                        "modalities " + dicomModalities + ", margin " + regionMargin + ", window " + window);
            }
            if (normalScores.size() < 2 || Double.isNaN(threshold) || !ascending(normalScores)) {
                throw new IllegalArgumentException(
                        "threshold " + threshold + ", " + normalScores.size() + " quantiles that must ascend");
            }
        }

        private static boolean ascending(List<Double> values) {
            for (int n = 1; n < values.size(); n++) {
                if (!(values.get(n - 1) <= values.get(n))) {
                    return false;
                }
            }
            return true;
        }

        /** Organ and modality, for people. */
        public String name() {
            return organ + " " + modality;
        }

        /** The values that become black and white; empty where they are no Hounsfield units. */
        public Optional<Window> hounsfield() {
            return window.isEmpty() ? Optional.empty() : Optional.of(Window.between(window.get(0), window.get(1)));
        }

        /**
         * Where a score lies among those of single normal validation pictures: the share of them that score no higher, 0 to 100,
         * linear between the table's quantiles. With many slices some exceed any percentile by chance.
         */
        public double percentile(double score) {
            int last = normalScores.size() - 1;
            if (!(score >= normalScores.getFirst())) {
                return 0;
            }
            if (score >= normalScores.getLast()) {
                return 100;
            }
            int below = 0;
            while (normalScores.get(below + 1) <= score) {
                below++;
            }
            double from = normalScores.get(below);
            double part = (score - from) / (normalScores.get(below + 1) - from);
            return 100 * (below + part) / last;
        }

        /** Share of single normal pictures that score at least the threshold, as the table has it; 0 to 1. */
        public double normalsAbove() {
            return 1 - percentile(threshold) / 100;
        }
    }

    /**
     * Constants of the map, the same for every study.
     *
     * @param low value of the darkest colour
     * @param threshold values below it are not shown
     * @param high value of the lightest colour, larger than {@code low} and {@code threshold}
     * @param unit what the values are, for people
     */
    public record MapScale(double low, double threshold, double high, String unit) {
        public MapScale {
            if (!(low < high) || !(threshold < high)) {
                throw new IllegalArgumentException("from " + low + " over " + threshold + " to " + high);
            }
        }

        /** The colours. */
        public HeatScale heat() {
            return new HeatScale(low, threshold, high);
        }
    }
}
