package org.radiloom.ui;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures of the real window, made from its scene, without AWT. */
final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /** Writes target/screenshots/NAME.png; call on the FX thread. */
    static Path save(Scene scene, String name) throws IOException {
        WritableImage image = scene.snapshot(null);
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".png");
        Files.write(file, png(argb, w, h));
        return file;
    }

    private static byte[] png(int[] argb, int w, int h) throws IOException {
        var out = new ByteArrayOutputStream();
        var data = new DataOutputStream(out);
        data.writeLong(0x89504E470D0A1A0AL);
        var header = new ByteArrayOutputStream();
        var head = new DataOutputStream(header);
        head.writeInt(w);
        head.writeInt(h);
        head.write(new byte[] {8, 2, 0, 0, 0});
        chunk(data, "IHDR", header.toByteArray());
        var packed = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(packed, new Deflater(6))) {
            for (int y = 0; y < h; y++) {
                deflated.write(0);
                for (int x = 0; x < w; x++) {
                    int p = argb[y * w + x];
                    deflated.write(p >> 16);
                    deflated.write(p >> 8);
                    deflated.write(p);
                }
            }
        }
        chunk(data, "IDAT", packed.toByteArray());
        chunk(data, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        out.writeInt(body.length);
        out.write(name);
        out.write(body);
        out.writeInt((int) crc.getValue());
    }
}
