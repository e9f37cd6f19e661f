package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * The section {@code care}: attention of the true class is drawn into the boxes of lesions. Zhuang et al., MIDL 2019
 * (arXiv:2307.10036); numbers that neither text nor public code gives are this program's.
 *
 * @param enabled whether it takes part
 * @param boxSource {@code manual} (the manifest's boxes), {@code saliency} (spectral residual) or {@code segmentation} (the
 *     model under {@code segmenter})
 * @param saliency how saliency is found: {@code spectral}, or {@code border} (distance of colour from the picture's border)
 * @param segmenter folder of a segmentation model; for {@code segmentation} alone
 * @param alpha α, share of the attention in the loss; cross entropy has 1 - α
 * @param tau τ, attention inside beyond it earns nothing
 * @param kappa κ, weight of attention outside
 * @param useInner whether attention inside counts
 * @param useOuter whether attention outside counts
 * @param detachWeights whether the class weights of the attention map are constants
 * @param applyTo samples of {@code rare} classes, or {@code all} with a box
 * @param rareShare a class is rare with at most this share of the largest one's samples
 * @param rareClasses indices that are rare whatever their number; empty to go by {@code rareShare}
 * @param startEpoch first epoch in which it counts, from 0; before it cross entropy is alone (stage 1)
 * @param margin what is added to each side of a box that was found, as a share of that side
 * @param minArea boxes below this share of the picture are no boxes
 * @param maxArea boxes above this share of the picture are no boxes
 */
public record CareSettings(
        boolean enabled,
        String boxSource,
        String saliency,
        String segmenter,
        double alpha,
        double tau,
        double kappa,
        boolean useInner,
        boolean useOuter,
        boolean detachWeights,
        String applyTo,
        double rareShare,
        List<Integer> rareClasses,
        int startEpoch,
        double margin,
        double minArea,
        double maxArea) {
    /** What {@code boxSource} can be. */
    public static final List<String> SOURCES = List.of("manual", "saliency", "segmentation");

    public CareSettings {
        rareClasses = List.copyOf(rareClasses);
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate(int classes) throws Problem {
        need(SOURCES.contains(boxSource), "care.boxSource", boxSource);
        need(List.of("spectral", "border").contains(saliency), "care.saliency", saliency);
        need(alpha >= 0 && alpha <= 1, "care.alpha", alpha);
        need(tau >= 0 && tau <= 1, "care.tau", tau);
        need(kappa >= 0, "care.kappa", kappa);
        need(!enabled || useInner || useOuter, "care.useInner", useInner);
        need(List.of("rare", "all").contains(applyTo), "care.applyTo", applyTo);
        need(rareShare >= 0 && rareShare <= 1, "care.rareShare", rareShare);
        need(rareClasses.stream().allMatch(c -> c >= 0 && c < classes), "care.rareClasses", rareClasses);
        need(startEpoch >= 0, "care.startEpoch", startEpoch);
        need(margin >= 0, "care.margin", margin);
        need(minArea >= 0 && minArea < maxArea && maxArea <= 1, "care.minArea", minArea);
    }
}
