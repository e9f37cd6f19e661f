package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.dicom.codec.PixelDecoders;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.ColourProfile;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/**
 * The frames of an image object: grey, colour, or real numbers (float pixel data). Immutable and safe for use from several
 * threads; each frame is read and decoded when it is asked for.
 */
public final class DicomImage {
    private static final PixelDecoders DECODERS = PixelDecoders.standard();

    private final DicomFile file;
    private final PixelLayout layout;
    private final FunctionalGroups groups;
    private final @Nullable NativePixels samples;
    private final @Nullable RealPixels reals;
    private final @Nullable EncapsulatedFrames coded;
    /** Most frames share what they offer. */
    private volatile @Nullable Offer offer;

    /** Null until it has been looked for. */
    private volatile @Nullable Optional<ColourProfile> profile;

    /** What a data set or an item of a functional group offers. */
    private record Offer(DicomDataset source, List<VoiChoice> choices) {}

    private DicomImage(
            DicomFile file,
            PixelLayout layout,
            @Nullable NativePixels samples,
            @Nullable RealPixels reals,
            @Nullable EncapsulatedFrames coded) {
        this.file = file;
        this.layout = layout;
        this.groups = FunctionalGroups.of(file.dataset());
        this.samples = samples;
        this.reals = reals;
        this.coded = coded;
    }

    static DicomImage of(DicomFile file) throws Problem {
        String name = file.path().toString();
        DicomDataset dataset = file.dataset();
        boolean bigEndian = file.transferSyntax().order().bigEndian();
        DicomElement pixels = null;
        for (int tag : new int[] {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA}) {
            pixels = pixels == null ? dataset.element(tag).orElse(null) : pixels;
        }
        if (pixels == null) {
            throw DicomProblems.noPixels(name);
        }
        PixelLayout layout = PixelLayout.of(name, dataset);
        if (pixels instanceof DicomElement.Fragments fragments) {
            var frames = EncapsulatedFrames.of(name, dataset, fragments, layout.frames());
            return new DicomImage(file, layout, null, null, frames);
        }
        ByteRange range =
                switch (pixels) {
                    case DicomElement.Value value ->
                        new ByteRange(new MemorySource(name, value.buffer()), value.offset(), value.length());
                    case DicomElement.Bulk bulk -> bulk.range();
                    case DicomElement.Fragments fragments -> fragments.offsetTable();
                    case DicomElement.Sequence sequence ->
                        throw DicomProblems.badPixels(name, "the pixel data are a sequence");
                };
        if (pixels.tag() != Tag.PIXEL_DATA) {
            boolean doubles = pixels.tag() == Tag.DOUBLE_FLOAT_PIXEL_DATA;
            return new DicomImage(file, layout, null, new RealPixels(range, layout, doubles, bigEndian), null);
        }
        var samples = new NativePixels(range, layout, bigEndian, pixels.vr() == Vr.OW);
        return new DicomImage(file, layout, samples, null, null);
    }

    /** Number of frames, at least 1. */
    public int frames() {
        return layout.frames();
    }

    /** What the data set says about each frame. */
    public FrameDescriptor descriptor() {
        return layout.frame();
    }

    /** Whether the lowest value is shown white, see {@link #inverted(DicomDataset)}; the values themselves are never inverted. */
    public boolean inverted() {
        return inverted(file.dataset());
    }

    /**
     * Whether a data set wants its lowest value white: by its presentation LUT shape where it has one (PS3.3 C.11.6), else by
     * its photometric interpretation (MONOCHROME1). Files that say both mean one inversion, not two.
     */
    public static boolean inverted(DicomDataset dataset) {
        return switch (dataset.string(Tag.PRESENTATION_LUT_SHAPE).orElse("")) {
            case "INVERSE" -> true;
            case "IDENTITY" -> false;
            default -> dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("MONOCHROME1");
        };
    }

    /** Whether the stored values are real numbers; then there are no raw frames. */
    public boolean real() {
        return reals != null;
    }

    /**
     * The first window that the file asks for in this frame, in the unit of {@link #slice}; centre and width are given as
     * written, whatever VOI LUT function goes with them.
     *
     * @param frame 0-based
     */
    public Optional<Window> window(int frame) {
        DicomDataset source = groups.group(frame, Tag.FRAME_VOI_LUT_SEQUENCE).orElse(file.dataset());
        var centre = source.decimal(Tag.WINDOW_CENTER);
        var width = source.decimal(Tag.WINDOW_WIDTH);
        return centre.isPresent() && width.isPresent() && width.getAsDouble() > 0
                ? Optional.of(new Window(centre.getAsDouble(), width.getAsDouble()))
                : Optional.empty();
    }

    /**
     * The ways in which the file offers to show a grey frame, in the unit of {@link #slice}, its first choice first; empty
     * where it says nothing. Windows come before tables.
     *
     * @param frame 0-based
     * @throws Problem if the modality table is damaged
     */
    public List<VoiChoice> choices(int frame) throws Problem {
        return choices(frame, modality(frame));
    }

    private List<VoiChoice> choices(int frame, ModalityTransform transform) {
        DicomDataset source = groups.group(frame, Tag.FRAME_VOI_LUT_SEQUENCE).orElse(file.dataset());
        Offer known = offer;
        if (known == null || known.source() != source) {
            Window range =
                    transform.range(layout.frame().bitsStored(), layout.frame().signed());
            known = new Offer(source, VoiChoices.of(name(), source, file.dataset(), range));
            offer = known;
        }
        return known.choices();
    }

    private ModalityTransform modality(int frame) throws Problem {
        return ModalityTransform.of(
                name(), file.dataset(), groups, frame, layout.frame().signed());
    }

    /** The attributes of single frames: position, spacing, and the like. */
    public FunctionalGroups functionalGroups() {
        return groups;
    }

    /**
     * The stored samples of a frame, before any rescale or colour conversion.
     *
     * @param frame 0-based
     * @throws Problem if the bytes are missing or damaged, the coding is not supported, or the values are {@link #real}
     */
    public RawFrame rawFrame(int frame) throws Problem {
        checkFrame(frame);
        try {
            if (coded != null) {
                return decoded(coded.read(frame));
            }
            if (samples != null) {
                return samples.frame(frame);
            }
        } catch (OutOfMemoryError tooLarge) {
            throw DicomProblems.noMemory(name(), layout.frame(), tooLarge);
        }
        throw DicomProblems.badPixels(name(), "the pixels are real numbers");
    }

    /** The stored real numbers of a frame, row by row; only if {@link #real}. */
    public double[] realFrame(int frame) throws Problem {
        checkFrame(frame);
        if (reals == null) {
            throw new IllegalStateException("the pixels are whole numbers");
        }
        return reals.frame(frame);
    }

    private void checkFrame(int frame) {
        if (frame < 0 || frame >= layout.frames()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + layout.frames());
        }
    }

    private RawFrame decoded(byte[] bytes) throws Problem {
        TransferSyntax syntax = file.transferSyntax();
        if (syntax.uid().equals(TransferSyntax.DEFLATED_FRAME.uid())) {
            long limit = (layout.frameBits() + 7) / 8 + 1;
            byte[] inflated = Inflated.inflate(bytes, name(), limit, true);
            var one = new PixelLayout(layout.frame(), layout.highBit(), 1);
            return new NativePixels(ByteRange.of(inflated), one, false, false).frame(0);
        }
        try {
            return DECODERS.find(syntax.uid()).decode(ByteBuffer.wrap(bytes), layout.frame());
        } catch (Problem e) {
            throw Problem.input(e.code(), name() + ": " + e.getMessage(), e.remedy(), e);
        }
    }

    /**
     * A frame as the reader sees it: grey values after the modality transform (rescale slope and intercept, shared or per
     * frame, or a modality table), or red, green and blue, in the colours of the screen where the file has a colour profile;
     * with what the file draws over it.
     *
     * @param frame 0-based
     * @throws Problem as {@link #rawFrame}, or if the colours are written in a way that is not known
     */
    public Slice slice(int frame) throws Problem {
        ModalityTransform transform = modality(frame);
        if (reals != null) {
            double[] values = realFrame(frame);
            float[] scaled = new float[values.length];
            for (int at = 0; at < scaled.length; at++) {
                scaled[at] = (float) (values[at] * transform.slope() + transform.intercept());
            }
            GreySlice grey = GreySlice.ofValues(
                    scaled, layout.frame().columns(), layout.frame().rows());
            return drawnOver(grey.offering(choices(frame, transform)), frame, Optional.empty());
        }
        RawFrame raw = rawFrame(frame);
        if (raw.samples() >= 3) {
            return drawnOver(onScreen(Colour.of(name(), raw)), frame, Optional.empty());
        }
        if (raw.photometric().equals("PALETTE COLOR")) {
            var palette = Palette.of(name(), file.dataset(), layout.frame().signed());
            return drawnOver(onScreen(palette.apply(raw)), frame, Optional.empty());
        }
        GreySlice grey = transform.apply(raw).offering(choices(frame, transform));
        return drawnOver(grey, frame, SupplementalPalette.of(name(), file.dataset(), raw));
    }

    /** The colour, 0xRRGGBB, that a PALETTE COLOR image gives a stored value; empty for other images. */
    public Optional<IntUnaryOperator> palette() throws Problem {
        if (!layout.frame().photometric().equals("PALETTE COLOR")) {
            return Optional.empty();
        }
        return Optional.of(Palette.of(name(), file.dataset(), layout.frame().signed())::colourOf);
    }

    private Slice drawnOver(Slice slice, int frame, Optional<SupplementalPalette> colours) throws Problem {
        Optional<LabelOverlay> drawn = OverlayPlanes.of(file.dataset(), frame, slice.columns(), slice.rows(), colours);
        return drawn.isPresent() ? slice.under(drawn.get()) : slice;
    }

    private ColourSlice onScreen(ColourSlice slice) throws Problem {
        Optional<ColourProfile> known = profile;
        if (known == null) {
            known = file.dataset().bytes(Tag.ICC_PROFILE).flatMap(ColourProfile::of);
            profile = known;
        }
        return known.map(p -> p.onScreen(slice)).orElse(slice);
    }

    private String name() {
        return file.path().toString();
    }
}
