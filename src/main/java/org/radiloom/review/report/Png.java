package org.radiloom.review.report;

import java.util.Arrays;

/** A picture as the bytes of a PNG file; immutable. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final byte[] bytes;
    private final String sha256;

    /** @throws IllegalArgumentException if the bytes do not begin like a PNG file */
    public Png(byte[] bytes) {
        if (bytes.length < SIGNATURE.length
                || !Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new IllegalArgumentException("no PNG");
        }
        this.bytes = bytes.clone();
        this.sha256 = Sha256.of(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Digest of the bytes, lower-case hex; pictures are kept under it. */
    public String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Png png && png.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
