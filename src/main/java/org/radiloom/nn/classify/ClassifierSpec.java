package org.radiloom.nn.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a classifier; with the weights it is the whole network. Written into configurations, checkpoints and model
 * cards as it stands; what is absent, null or 0 means the body's published value.
 *
 * @param body {@code resnet18}, {@code resnet50}, {@code se_resnet18}, {@code se_resnet50}, {@code cbam_resnet18}, {@code
 *     cbam_resnet50}, {@code squeezenet1_0}, {@code squeezenet1_1}, {@code vit_b16}, {@code vit_s16}, {@code vit_ti16};
 *     or {@code texture}, which is no network: see {@link TextureClassifier}
 * @param classes K, scores per picture
 * @param inputChannels channels of the picture; 0 is read as 3
 * @param baseWidth ResNets: channels of the first stage, published 64; SqueezeNets: all widths times this over 64, at least
 *     2; ViT: length of a token, published 768, 384 or 192
 * @param blocks blocks of each of the four stages of a ResNet, or how many layers a ViT has; empty for the published
 *     ones
 * @param stem {@code imagenet} (as published) or {@code small}: 3×3 without stride and first pool, for pictures of 28 to 64
 *     pixels (ResNets, SqueezeNets)
 * @param head {@code gap}: mean over places, then linear (SqueezeNets: class maps, then their mean); {@code bn-gap}: batch
 *     norm between the two, as in the reference code of CARE (ResNets); {@code cls}: from the class token (ViT)
 * @param dropout share of the values dropped in training before the scores; null is read as the body's (0.5 in SqueezeNets,
 *     else 0)
 * @param declared how many numbers besides the picture the scores may depend on, added by a small head of their own
 * @param reduction how many times narrower the hidden layer of SE and CBAM is; 0 is read as 16
 * @param side ViT: side of the picture in pixels; 0 is read as 224
 * @param patch ViT: side of a patch in pixels; 0 is read as 16
 * @param heads ViT: how many attention heads share a token; 0 is read as the published 12, 6 or 3
 * @param inputNorm how the network moves and stretches each channel of its picture first; null for not at all
 * @param members how many networks of this shape, trained apart, give their scores to an average; 0 is read as 1
 */
public record ClassifierSpec(
        String body,
        int classes,
        int inputChannels,
        int baseWidth,
        List<Integer> blocks,
        String stem,
        String head,
        Double dropout,
        int declared,
        int reduction,
        int side,
        int patch,
        int heads,
        @Nullable InputNorm inputNorm,
        int members) {

    /** The stem for pictures of 28 to 64 pixels. */
    public static final String SMALL = "small";
    /** Mean over places, then linear. */
    public static final String GAP = "gap";
    /** Batch norm between the two. */
    public static final String BN_GAP = "bn-gap";
    /** From the class token. */
    public static final String CLS = "cls";

    /** Fills in what is absent. */
    public ClassifierSpec(
            String body,
            int classes,
            int inputChannels,
            int baseWidth,
            @Nullable List<Integer> blocks,
            @Nullable String stem,
            @Nullable String head,
            @Nullable Double dropout,
            int declared,
            int reduction,
            int side,
            int patch,
            int heads,
            @Nullable InputNorm inputNorm,
            int members) {
        Published published = Published.of(body);
        this.body = body;
        this.classes = classes;
        this.inputChannels = inputChannels == 0 ? 3 : inputChannels;
        this.baseWidth = baseWidth == 0 ? published.width() : baseWidth;
        this.blocks = blocks == null || blocks.isEmpty() ? published.blocks() : List.copyOf(blocks);
        this.stem = stem == null || stem.isBlank() ? "imagenet" : stem;
        this.head = head == null || head.isBlank() ? GAP : head;
        this.dropout = dropout == null ? published.dropout() : dropout;
        this.declared = declared;
        this.reduction = reduction == 0 ? 16 : reduction;
        this.side = side == 0 ? 224 : side;
        this.patch = patch == 0 ? 16 : patch;
        this.heads = heads == 0 ? published.heads() : heads;
        this.inputNorm = inputNorm == null ? null : inputNorm.forChannels(this.inputChannels);
        this.members = Math.max(1, members);
        if (classes < 2
                || this.inputChannels < 1
                || this.baseWidth < 1
                || !(this.dropout >= 0 && this.dropout < 1)
                || declared < 0
                || this.reduction < 1
                || this.side < 1
                || this.patch < 1
                || this.heads < 1) {
            throw new IllegalArgumentException(this.toString());
        }
    }

    /** A body as published, for K classes. */
    public static ClassifierSpec of(String body, int classes, int inputChannels) {
        return new ClassifierSpec(body, classes, inputChannels, 0, null, null, null, null, 0, 0, 0, 0, 0, null, 1);
    }

    /** The same body small enough to learn some pictures of 28 to 64 pixels in seconds on a processor. */
    public static ClassifierSpec micro(String body, int classes, int inputChannels) {
        ClassifierSpec full = of(body, classes, inputChannels);
        return switch (Published.family(body)) {
            case "vit" -> full.withBaseWidth(32).withBlocks(List.of(2)).withPatches(64, 8, 2);
            case "squeezenet" -> full.withBaseWidth(8);
            default -> full.withBaseWidth(8).withBlocks(List.of(1, 1, 1, 1)).withReduction(4);
        };
    }

    /** The same body at half width and depth, for pictures of some 100 pixels. */
    public static ClassifierSpec compact(String body, int classes, int inputChannels) {
        ClassifierSpec full = of(body, classes, inputChannels);
        return switch (Published.family(body)) {
            case "vit" -> full.withBaseWidth(96).withBlocks(List.of(6)).withPatches(112, 16, 3);
            case "squeezenet" -> full.withBaseWidth(32);
            default -> full.withBaseWidth(32).withBlocks(List.of(1, 1, 1, 1));
        };
    }

    /** For pictures of so many channels. */
    public ClassifierSpec withInputChannels(int channels) {
        SpecDraft draft = new SpecDraft(this);
        draft.inputChannels = channels;
        return draft.done();
    }

    /** With another width. */
    public ClassifierSpec withBaseWidth(int width) {
        SpecDraft draft = new SpecDraft(this);
        draft.baseWidth = width;
        return draft.done();
    }

    /** With other numbers of blocks or layers. */
    public ClassifierSpec withBlocks(List<Integer> counts) {
        SpecDraft draft = new SpecDraft(this);
        draft.blocks = counts;
        return draft.done();
    }

    /** With another stem. */
    public ClassifierSpec withStem(String name) {
        SpecDraft draft = new SpecDraft(this);
        draft.stem = name;
        return draft.done();
    }

    /** With another head. */
    public ClassifierSpec withHead(String name) {
        SpecDraft draft = new SpecDraft(this);
        draft.head = name;
        return draft.done();
    }

    /** With another share of dropped values. */
    public ClassifierSpec withDropout(double share) {
        SpecDraft draft = new SpecDraft(this);
        draft.dropout = share;
        return draft.done();
    }

    /** With so many numbers besides the picture. */
    public ClassifierSpec withDeclared(int numbers) {
        SpecDraft draft = new SpecDraft(this);
        draft.declared = numbers;
        return draft.done();
    }

    /** With another hidden layer of SE and CBAM. */
    public ClassifierSpec withReduction(int times) {
        SpecDraft draft = new SpecDraft(this);
        draft.reduction = times;
        return draft.done();
    }

    /** A ViT for pictures of another side, cut otherwise. */
    public ClassifierSpec withPatches(int pictureSide, int patchSide, int attentionHeads) {
        SpecDraft draft = new SpecDraft(this);
        draft.side = pictureSide;
        draft.patch = patchSide;
        draft.heads = attentionHeads;
        return draft.done();
    }

    /** With pictures moved and stretched first. */
    public ClassifierSpec withInputNorm(@Nullable InputNorm norm) {
        SpecDraft draft = new SpecDraft(this);
        draft.inputNorm = norm;
        return draft.done();
    }

    /** So many networks of this shape whose scores are averaged. */
    public ClassifierSpec withMembers(int count) {
        SpecDraft draft = new SpecDraft(this);
        draft.members = count;
        return draft.done();
    }
}
