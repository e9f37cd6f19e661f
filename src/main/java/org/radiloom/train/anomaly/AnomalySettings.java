package org.radiloom.train.anomaly;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.nn.anomaly.ConstraintSpec;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.FeatureSpec;
import org.radiloom.nn.anomaly.Greys;
import org.radiloom.nn.anomaly.LossSpec;
import org.radiloom.nn.anomaly.MemorySpec;
import org.radiloom.problem.Problem;

/**
 * The section {@code anomaly}: which detector learns what normal pictures look like, and what it is shown of them.
 *
 * @param method one of {@link Detectors#METHODS}
 * @param side height and width of the network input, pixels; a power of two
 * @param latent numbers that a picture is squeezed into; the channels of the map for {@code memae}
 * @param width channels that all others are multiples of; 0 for the published ones
 * @param memory how many normal patterns {@code memae} remembers, and the most patches that {@code patch-memory} keeps of a
 *     place, or of the insides of regions
 * @param shrink weight under which {@code memae} forgets a pattern; 0 for one over {@code memory}
 * @param cropped DICOM modalities (US, CT, XR) of which only the bounds of the sample's region are shown, where it has one
 * @param regionMargin what is added to each side of a region's bounds, as a share of its longer side
 * @param grey {@code asShown} (black and white are -1 and 1, as published) or {@code perPicture} (each picture by its own mean
 *     and deviation)
 * @param rho weight of the squared distance of a picture's latent from the mean of training in its score; 0 for the
 *     detector's own score
 * @param threshold how the threshold is chosen on validation: {@code f1} (the greatest F1 over 1000 quantiles, where there
 *     are abnormal pictures) or {@code p95} (the 95th percentile of normals)
 * @param draw {@code balanced} (every pair of organ and modality comes up equally often) or {@code all} (every picture once an
 *     epoch)
 * @param dpa what belongs to that detector alone, as the next ones
 */
public record AnomalySettings(
        String method,
        int side,
        int latent,
        int width,
        int memory,
        double shrink,
        List<String> cropped,
        double regionMargin,
        String grey,
        double rho,
        String threshold,
        String draw,
        Dpa dpa,
        MemAe memae,
        Ganomaly ganomaly,
        FAnoGan fanogan,
        PatchMemory patchMemory) {
    /**
     * Deep perceptual autoencoder (Shvetsova et al. 2021, arXiv:2006.13265).
     *
     * @param l1 weight of the mean absolute difference of pixels beside the relative perceptual loss
     * @param mapLayer whose features the map compares: {@code deep} (the last ones) or {@code shallow} (a scale before)
     */
    public record Dpa(double l1, String mapLayer) {}

    /**
     * Memory-augmented autoencoder (Gong et al. 2019, arXiv:1904.02639).
     *
     * @param entropy weight of the entropy of the memory's weights
     */
    public record MemAe(double entropy) {}

    /**
     * GANomaly (Akcay et al. 2018, arXiv:1805.06725): the weights of its three losses.
     *
     * @param adversarial of the discriminator's features
     * @param context of the mean absolute difference of pixels
     * @param encoder of the difference of both latents
     */
    public record Ganomaly(double adversarial, double context, double encoder) {}

    /**
     * f-AnoGAN (Schlegl et al. 2019, doi 10.1016/j.media.2019.01.010).
     *
     * @param penalty weight of the critic's gradient penalty
     * @param criticSteps steps of the critic for one of the generator
     * @param kappa weight of the critic's features in encoder loss and score
     * @param ganShare share of the epochs in which generator and critic learn; in the rest the encoder does
     */
    public record FAnoGan(double penalty, int criticSteps, double kappa, double ganShare) {}

    /**
     * Memory of patches.
     *
     * @param inRegion which pictures are looked at inside their region, wherever it lies, such as {@code liver/US}, or a
     *     modality; all others are compared place by place
     */
    public record PatchMemory(List<String> inRegion) {
        public PatchMemory {
            inRegion = List.copyOf(inRegion);
        }

        /** What is remembered of so many pictures. */
        MemorySpec spec(DomainTable table, DomainTable.Name domain, int pictures) {
            boolean region = inRegion.contains(domain.slashed()) || inRegion.contains(domain.modality());
            return new MemorySpec(
                    table.organ(domain.organ()),
                    table.modality(domain.modality()),
                    region ? MemorySpec.IN_REGION : MemorySpec.BY_POSITION,
                    pictures);
        }
    }

    public AnomalySettings {
        cropped = List.copyOf(cropped);
    }

    /** Whether pictures are compared by features. */
    public boolean comparesFeatures() {
        return method.equals(Detectors.DPA);
    }

    /** What is remembered of training pictures; nothing by a network. */
    public List<MemorySpec> memories(DomainTable table, List<AnomalySample> training) {
        if (!method.equals(Detectors.PATCH_MEMORY)) {
            return List.of();
        }
        return table.grouped(training, AnomalySample::domain).entrySet().stream()
                .map(each ->
                        patchMemory.spec(table, each.getKey(), each.getValue().size()))
                .toList();
    }

    /** Epochs of so many in which only what comes before the detector learns. */
    public int epochsBefore(int epochs) {
        return method.equals(Detectors.FANOGAN)
                ? Math.clamp(Math.round(fanogan.ganShare * epochs), 1, Math.max(1, epochs - 1))
                : 0;
    }

    /** What is built of it. */
    public DetectorSpec spec(ConstraintSpec constraints, FeatureSettings features, List<MemorySpec> memories) {
        return new DetectorSpec(
                method,
                side,
                latent,
                width,
                memory,
                shrink > 0 ? shrink : 1.0 / memory,
                rho,
                constraints,
                comparesFeatures()
                        ? new FeatureSpec(features.source(), features.widths(), dpa.mapLayer)
                        : FeatureSpec.none(),
                new LossSpec(
                        dpa.l1,
                        memae.entropy,
                        ganomaly.adversarial,
                        ganomaly.context,
                        ganomaly.encoder,
                        fanogan.penalty,
                        fanogan.criticSteps,
                        fanogan.kappa),
                memories,
                grey);
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(Detectors.METHODS.contains(method), "anomaly.method", method);
        need(side >= 16 && Integer.bitCount(side) == 1, "anomaly.side", side);
        need(latent >= 1, "anomaly.latent", latent);
        need(width >= 0, "anomaly.width", width);
        need(memory >= 2, "anomaly.memory", memory);
        need(shrink >= 0 && shrink < 1, "anomaly.shrink", shrink);
        need(regionMargin >= 0 && regionMargin <= 1, "anomaly.regionMargin", regionMargin);
        need(Greys.NAMES.contains(grey), "anomaly.grey", grey);
        need(rho >= 0, "anomaly.rho", rho);
        need(List.of("f1", "p95").contains(threshold), "anomaly.threshold", threshold);
        need(List.of("balanced", "all").contains(draw), "anomaly.draw", draw);
        need(dpa.l1 >= 0, "anomaly.dpa.l1", dpa.l1);
        need(List.of("deep", "shallow").contains(dpa.mapLayer), "anomaly.dpa.mapLayer", dpa.mapLayer);
        need(memae.entropy >= 0, "anomaly.memae.entropy", memae.entropy);
        need(ganomaly.adversarial >= 0, "anomaly.ganomaly.adversarial", ganomaly.adversarial);
        need(ganomaly.context >= 0, "anomaly.ganomaly.context", ganomaly.context);
        need(ganomaly.encoder >= 0, "anomaly.ganomaly.encoder", ganomaly.encoder);
        need(fanogan.penalty >= 0, "anomaly.fanogan.penalty", fanogan.penalty);
        need(fanogan.criticSteps >= 1, "anomaly.fanogan.criticSteps", fanogan.criticSteps);
        need(fanogan.kappa >= 0, "anomaly.fanogan.kappa", fanogan.kappa);
        need(fanogan.ganShare > 0 && fanogan.ganShare < 1, "anomaly.fanogan.ganShare", fanogan.ganShare);
    }
}
