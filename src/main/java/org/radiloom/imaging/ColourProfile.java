package org.radiloom.imaging;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * The colours of a device, brought to those of the screen (sRGB) by the platform's colour management. Source: ISO 15076-1, DICOM
 * PS3.3 C.11.15.
 */
public final class ColourProfile {
    private static final int CHANNELS = 3;
    /** Profiles that change no colour by more than this are the screen's own. */
    private static final int NEAR = 2;

    private static final int[] LEVELS = {0, 32, 64, 128, 192, 255};

    private final ColorConvertOp toScreen;

    private ColourProfile(ICC_Profile profile) {
        var screen = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        toScreen = new ColorConvertOp(new ICC_ColorSpace(profile), screen, null);
    }

    /** Reads an ICC profile for red, green and blue; empty if it is none, cannot be used, or changes nothing. */
    public static Optional<ColourProfile> of(byte[] icc) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return Optional.empty();
            }
            var read = new ColourProfile(profile);
            return read.changes() ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException | CMMException damaged) {
            // the image is shown as if it had no profile, which is how most viewers show all images
            return Optional.empty();
        }
    }

    private boolean changes() {
        int n = LEVELS.length;
        int[] samples = new int[n * n * n];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = LEVELS[at % n] << 16 | LEVELS[at / n % n] << 8 | LEVELS[at / n / n];
        }
        ColourSlice seen = onScreen(ColourSlice.of(samples, n, n * n));
        for (int at = 0; at < samples.length; at++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                if (Math.abs((samples[at] >> shift & 0xFF) - (seen.rgb[at] >> shift & 0xFF)) > NEAR) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same picture in the colours of the screen. */
    public ColourSlice onScreen(ColourSlice slice) {
        int[] rgb = slice.rgb;
        WritableRaster device = raster(slice);
        byte[] in = ((DataBufferByte) device.getDataBuffer()).getData();
        for (int at = 0, to = 0; at < rgb.length; at++) {
            in[to++] = (byte) (rgb[at] >> 16);
            in[to++] = (byte) (rgb[at] >> 8);
            in[to++] = (byte) rgb[at];
        }
        WritableRaster screen = raster(slice);
        // one conversion at a time: the platform keeps state in it
        synchronized (toScreen) {
            toScreen.filter(device, screen);
        }
        byte[] out = ((DataBufferByte) screen.getDataBuffer()).getData();
        int[] seen = new int[rgb.length];
        for (int at = 0, from = 0; at < seen.length; at++, from += CHANNELS) {
            seen[at] = (out[from] & 0xFF) << 16 | (out[from + 1] & 0xFF) << 8 | out[from + 2] & 0xFF;
        }
        return ColourSlice.of(seen, slice.columns(), slice.rows());
    }

    private static WritableRaster raster(ColourSlice slice) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, slice.columns(), slice.rows(), CHANNELS, null);
    }
}
