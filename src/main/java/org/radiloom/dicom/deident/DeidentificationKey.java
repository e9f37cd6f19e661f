package org.radiloom.dicom.deident;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * The secret from which everything that replaces an identifier is derived, so that the same is replaced by the same and
 * nobody without the secret can try names. It stays in memory unless it was read from a file.
 */
public final class DeidentificationKey {
    private static final int BYTES = 32;
    private static final int LEAST_BYTES = 16;
    /** Patients are moved by one to ten years into the past. */
    private static final int LEAST_DAYS = 365;

    private static final int MOST_DAYS = 3650;

    private final SecretKeySpec secret;

    private DeidentificationKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** A secret for this run only. */
    public static DeidentificationKey random() {
        return new DeidentificationKey(fresh());
    }

    private static byte[] fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * The secret in a file; a file that is not there is made, for the eyes of its owner only.
     *
     * @param file hexadecimal digits of at least 16 bytes
     * @throws Problem {@code deident.key} if the file cannot be read or written, or holds no secret
     */
    public static DeidentificationKey in(Path file) throws Problem {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = fresh();
                String text = HexFormat.of().formatHex(bytes) + "\n";
                OwnFile.write(file.toAbsolutePath(), text.getBytes(StandardCharsets.US_ASCII));
                return new DeidentificationKey(bytes);
            }
            byte[] bytes = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (bytes.length >= LEAST_BYTES) {
                return new DeidentificationKey(bytes);
            }
        } catch (IOException e) {
            throw Problem.input(
                    "deident.key", "The key " + file + " cannot be read or made.", "Choose another file.", e);
        } catch (IllegalArgumentException e) {
            throw noKey(file);
        }
        throw noKey(file);
    }

    private static Problem noKey(Path file) {
        return Problem.input(
                "deident.key",
                file + " holds no key: at least 32 hexadecimal digits are needed.",
                "Name a file that is not there yet, and a key is made in it.");
    }

    private byte[] hash(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The UID that takes another one's place: 2.25 and the number of a UUID. Source: DICOM PS3.5, B.2. */
    public String uid(String original) {
        byte[] uuid = Arrays.copyOf(hash("uid", original), 16);
        // version 8 (made by rules of one's own) and the variant of RFC 9562
        uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    /** What a patient is called afterwards; "ANON-" and twelve digits. */
    public String pseudonym(String patient) {
        return "ANON-" + HexFormat.of().withUpperCase().formatHex(hash("patient", patient), 0, 6);
    }

    /** By how many days the dates of a patient are moved; between 1 and 10 years into the past. */
    public int shiftDays(String patient) {
        BigInteger number = new BigInteger(1, hash("dates", patient));
        return -(LEAST_DAYS
                + number.mod(BigInteger.valueOf(MOST_DAYS - LEAST_DAYS + 1)).intValue());
    }

    /** A name for a file or folder: {@code bytes} bytes as hexadecimal digits. */
    public String fileName(String original, int bytes) {
        return HexFormat.of().formatHex(hash("file", original), 0, bytes);
    }
}
