package org.radiloom.dicom;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the bytes of a data set, and of its pixels, are written. Source: DICOM PS3.5 annex A.
 *
 * @param uid unique identifier
 * @param title name for people; the UID itself for a syntax that is not known
 * @param order byte order and presence of value representations
 * @param deflated whether the data set is a raw deflate stream
 * @param encapsulated whether pixel data are coded fragments
 */
public record TransferSyntax(String uid, String title, Order order, boolean deflated, boolean encapsulated) {
    /** Byte order, and whether element headers carry a value representation. */
    public enum Order {
        IMPLICIT_LITTLE,
        EXPLICIT_LITTLE,
        EXPLICIT_BIG;

        public boolean explicit() {
            return this != IMPLICIT_LITTLE;
        }

        public boolean bigEndian() {
            return this == EXPLICIT_BIG;
        }
    }

    public static final TransferSyntax IMPLICIT_LITTLE =
            new TransferSyntax("1.2.840.10008.1.2", "Implicit VR Little Endian", Order.IMPLICIT_LITTLE, false, false);
    public static final TransferSyntax EXPLICIT_LITTLE =
            new TransferSyntax("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Order.EXPLICIT_LITTLE, false, false);
    public static final TransferSyntax DEFLATED = new TransferSyntax(
            "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Order.EXPLICIT_LITTLE, true, false);
    public static final TransferSyntax EXPLICIT_BIG =
            new TransferSyntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Order.EXPLICIT_BIG, false, false);
    public static final TransferSyntax DEFLATED_FRAME =
            encapsulated("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression");
    public static final TransferSyntax RLE = encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");
    public static final TransferSyntax JPEG_BASELINE = encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline");
    public static final TransferSyntax JPEG_EXTENDED = encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended 12-bit");
    public static final TransferSyntax JPEG_LOSSLESS = encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 =
            encapsulated("1.2.840.10008.1.2.4.70", "JPEG Lossless, first-order prediction");
    public static final TransferSyntax JPEG_LS_LOSSLESS = encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");
    public static final TransferSyntax JPEG_LS_NEAR = encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Near-lossless");
    public static final TransferSyntax JPEG_2000_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless");
    public static final TransferSyntax JPEG_2000 = encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000");
    public static final TransferSyntax HTJ2K_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL =
            encapsulated("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 Lossless RPCL");
    public static final TransferSyntax HTJ2K = encapsulated("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000");

    private static final Map<String, TransferSyntax> KNOWN = Stream.of(
                    IMPLICIT_LITTLE,
                    EXPLICIT_LITTLE,
                    DEFLATED,
                    EXPLICIT_BIG,
                    DEFLATED_FRAME,
                    RLE,
                    JPEG_BASELINE,
                    JPEG_EXTENDED,
                    JPEG_LOSSLESS,
                    JPEG_LOSSLESS_SV1,
                    JPEG_LS_LOSSLESS,
                    JPEG_LS_NEAR,
                    JPEG_2000_LOSSLESS,
                    JPEG_2000,
                    HTJ2K_LOSSLESS,
                    HTJ2K_LOSSLESS_RPCL,
                    HTJ2K)
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    private static TransferSyntax encapsulated(String uid, String title) {
        return new TransferSyntax(uid, title, Order.EXPLICIT_LITTLE, false, true);
    }

    /** The syntax with this UID; one that is not known is taken as explicit little endian, coded by an unknown codec. */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known != null ? known : encapsulated(uid, uid);
    }
}
