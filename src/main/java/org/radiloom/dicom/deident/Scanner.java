package org.radiloom.dicom.deident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;

/**
 * What tells one scanner and its layout of the screen from another.
 *
 * @param station hash of the station's name, so that the name itself is written nowhere; empty if there is none
 */
public record Scanner(String manufacturer, String model, String software, int rows, int columns, String station) {
    private static final int HASH = 16;

    /** The scanner of an image. */
    public static Scanner of(DicomDataset dataset) {
        return new Scanner(
                dataset.string(Tag.MANUFACTURER).orElse(""),
                dataset.string(Tag.MANUFACTURER_MODEL_NAME).orElse(""),
                String.join("\\", dataset.strings(Tag.SOFTWARE_VERSIONS)),
                dataset.integer(Tag.ROWS).orElse(0),
                dataset.integer(Tag.COLUMNS).orElse(0),
                dataset.string(Tag.STATION_NAME).map(Scanner::hash).orElse(""));
    }

    /** A name for files about this scanner. */
    String id() {
        return hash(String.join("\0", manufacturer, model, software, rows + "x" + columns, station));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
