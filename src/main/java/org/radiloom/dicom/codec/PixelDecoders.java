package org.radiloom.dicom.codec;

import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/** The decoders of this program, asked in order; the first that supports a transfer syntax is used. */
public final class PixelDecoders {
    private static final String HT = "High-Throughput JPEG 2000";

    /** Syntaxes that are known and not decoded, so that the refusal can name them. Source: DICOM PS3.6, table A-1. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.4.201", HT),
            Map.entry("1.2.840.10008.1.2.4.202", HT),
            Map.entry("1.2.840.10008.1.2.4.203", HT),
            Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2"),
            Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
            Map.entry("1.2.840.10008.1.2.4.94", "JPIP, which keeps the pixels on a server"),
            Map.entry("1.2.840.10008.1.2.4.95", "JPIP, which keeps the pixels on a server"),
            Map.entry("1.2.840.10008.1.2.4.100", "MPEG-2 video"),
            Map.entry("1.2.840.10008.1.2.4.101", "MPEG-2 video"),
            Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 video"),
            Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 video"),
            Map.entry("1.2.840.10008.1.2.4.104", "MPEG-4 video"),
            Map.entry("1.2.840.10008.1.2.4.105", "MPEG-4 video"),
            Map.entry("1.2.840.10008.1.2.4.106", "MPEG-4 video"),
            Map.entry("1.2.840.10008.1.2.4.107", "HEVC video"),
            Map.entry("1.2.840.10008.1.2.4.108", "HEVC video"),
            Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"));

    private final List<PixelDecoder> decoders;

    /** Decoders in order of preference. */
    public PixelDecoders(List<PixelDecoder> decoders) {
        this.decoders = List.copyOf(decoders);
    }

    /** RLE, JPEG, JPEG-LS and JPEG 2000. */
    public static PixelDecoders standard() {
        return new PixelDecoders(
                List.of(new RleDecoder(), new JpegDecoder(), new JpegLsDecoder(), new Jpeg2000Decoder()));
    }

    /** Whether some decoder takes this syntax. */
    public boolean supports(String transferSyntaxUid) {
        return decoders.stream().anyMatch(d -> d.supports(transferSyntaxUid));
    }

    /**
     * The decoder for an encapsulated transfer syntax.
     *
     * @throws Problem {@code dicom.syntax} if there is none; the sentence names the coding
     */
    public PixelDecoder find(String transferSyntaxUid) throws Problem {
        for (PixelDecoder decoder : decoders) {
            if (decoder.supports(transferSyntaxUid)) {
                return decoder;
            }
        }
        String known = REFUSED.get(transferSyntaxUid);
        throw Problem.input(
                "dicom.syntax",
                known != null
                        ? "The pixels are coded with " + known + ", which cannot be decoded."
                        : "The pixels are coded with the unknown transfer syntax " + transferSyntaxUid + ".",
                "Export the study again without compression.");
    }
}
