package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.model.Aggregation;
import org.radiloom.model.PatchRule;
import org.radiloom.model.PictureView;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.problem.Problem;

/**
 * The section {@code picture}: what a classifier is shown of a sample.
 *
 * <p>In this order: the part of the picture that {@code crop} names is scaled to a square of {@code side} (averaged where
 * that makes it smaller, padded with 0 where it is no square), values become [0, 1], {@code prepare} changes them, and in
 * training they are augmented.
 *
 * @param side height and width of the network input, pixels
 * @param channels {@code grey} (one channel, BT.601 luma) or {@code rgb} (three)
 * @param crop the {@code whole} picture, of ultrasound its {@code sector} (where DICOM tags name it, else all), the bounds of its {@code region}, or {@code patch}es inside that region
 * @param regionMargin what is added to each side of a region's bounds, as a share of its longer side
 * @param outside what is done with pixels outside the region: {@code keep} or {@code black}
 * @param patch how patches lie in the picture; for {@code crop} = {@code patch} alone
 * @param prepare {@code none}, {@code divideByMean} (no overall brightness is left) or {@code standardise}
 * @param declared names of the numbers that a reader declares beside the picture, such as hepatorenalIndex, in the order in
 *     which the network takes them; samples give them under {@code declared}
 * @param pool how the answers for patches become a picture's, and those for pictures a patient's: {@code mean}, {@code
 *     geometricMean} or {@code median}
 */
public record PictureSettings(
        int side,
        String channels,
        String crop,
        double regionMargin,
        String outside,
        Patch patch,
        String prepare,
        List<String> declared,
        String pool) {
    /**
     * Patches.
     *
     * @param side height and width in the source picture, pixels
     * @param mmPerPixel scale that patches are taken at where a picture says how large its pixels are; 0 to take pixels as
     *     they are
     * @param stride distance of neighbours where the whole region is covered, as a share of {@code side}
     * @param inside least share of a patch that lies in the region
     * @param perSample patches drawn from each picture in an epoch of training
     */
    public record Patch(int side, double mmPerPixel, double stride, double inside, int perSample) {}

    public PictureSettings {
        declared = List.copyOf(declared);
    }

    /** What model cards keep of it. */
    public PictureView view() {
        return new PictureView(
                side,
                planes(),
                switch (crop) {
                    case "patch" -> PictureView.Crop.PATCH;
                    case "region" -> PictureView.Crop.REGION;
                    case "sector" -> PictureView.Crop.SECTOR;
                    default -> PictureView.Crop.WHOLE;
                },
                regionMargin,
                outside.equals("black") ? PictureView.Outside.BLACK : PictureView.Outside.KEEP,
                preparation());
    }

    /** Where patches lie and which are used; the same when judging and for a reader. */
    public PatchRule rule() {
        PatchRule usual = PatchRule.ofSide(patch.side);
        return new PatchRule(
                patch.side,
                patch.mmPerPixel,
                patch.stride,
                patch.inside,
                usual.maxClipped(),
                usual.maxDark(),
                usual.maxColour(),
                usual.least(),
                usual.most());
    }

    /** What is done to the values of a network input. */
    public PictureView.Prepare preparation() {
        return switch (prepare) {
            case "divideByMean" -> PictureView.Prepare.DIVIDE_BY_MEAN;
            case "standardise" -> PictureView.Prepare.STANDARDISE;
            default -> PictureView.Prepare.NONE;
        };
    }

    /** How several answers become one. */
    public Aggregation.Rule pooling() {
        return switch (pool) {
            case "geometricMean" -> Aggregation.Rule.GEOMETRIC_MEAN;
            case "median" -> Aggregation.Rule.MEDIAN;
            default -> Aggregation.Rule.MEAN;
        };
    }

    /** Channels of the network input: 1 or 3. */
    public int planes() {
        return channels.equals("rgb") ? 3 : 1;
    }

    /** Whether a sample is seen in pieces. */
    public boolean inPatches() {
        return crop.equals("patch");
    }

    /** A network of that shape that takes these pictures and numbers. */
    public ClassifierSpec fitted(ClassifierSpec spec) {
        return spec.withInputChannels(planes())
                .withDeclared(declared.size())
                .withPatches(side, spec.patch(), spec.heads());
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(side >= 8, "picture.side", side);
        need(List.of("grey", "rgb").contains(channels), "picture.channels", channels);
        need(List.of("whole", "sector", "region", "patch").contains(crop), "picture.crop", crop);
        need(regionMargin >= 0 && regionMargin <= 1, "picture.regionMargin", regionMargin);
        need(List.of("keep", "black").contains(outside), "picture.outside", outside);
        need(patch.side >= 4, "picture.patch.side", patch.side);
        need(patch.mmPerPixel >= 0, "picture.patch.mmPerPixel", patch.mmPerPixel);
        need(patch.stride > 0, "picture.patch.stride", patch.stride);
        need(patch.inside >= 0 && patch.inside <= 1, "picture.patch.inside", patch.inside);
        need(patch.perSample >= 1, "picture.patch.perSample", patch.perSample);
        need(List.of("none", "divideByMean", "standardise").contains(prepare), "picture.prepare", prepare);
        need(
                declared.stream().distinct().count() == declared.size()
                        && declared.stream().noneMatch(String::isBlank),
                "picture.declared",
                declared);
        need(List.of("mean", "geometricMean", "median").contains(pool), "picture.pool", pool);
    }
}
