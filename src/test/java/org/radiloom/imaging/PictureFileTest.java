package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class PictureFileTest {
    @TempDir
    Path dir;

    @Test
    void aWrittenPngIsReadBackByTheJdkPixelByPixel() throws Exception {
        int[] pixels = new int[30 * 20];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = 0xFF000000 | at * 9973;
        }
        PictureFile.writePng(dir.resolve("c.png"), pixels, 30, 20);
        BufferedImage back = ImageIO.read(dir.resolve("c.png").toFile());
        for (int at = 0; at < pixels.length; at++) {
            assertEquals(pixels[at], back.getRGB(at % 30, at / 30));
        }
    }

    @Test
    void greyPicturesBecomeGreyValues() throws Exception {
        byte[] pixels = {0, 1, 100, (byte) 200, (byte) 255, 7};
        BufferedImage grey = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setDataElements(0, 0, 3, 2, pixels);
        ImageIO.write(grey, "png", dir.resolve("g.png").toFile());
        assertEquals(new PictureFile.Outline(3, 2, 1, true, 8), PictureFile.outline(dir.resolve("g.png")));
        GreySlice slice = (GreySlice) PictureFile.read(dir.resolve("g.png"), 0);
        for (int at = 0; at < 6; at++) {
            assertEquals(pixels[at] & 0xFF, slice.valueAt(at % 3, at / 3));
        }
    }

    @Test
    void deepGreyPngAndTiffKeepAllSixteenBits() throws Exception {
        BufferedImage deep = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setPixels(0, 0, 2, 2, new int[] {0, 1, 40000, 65535});
        for (String type : new String[] {"png", "tiff"}) {
            Path file = dir.resolve("d." + type);
            ImageIO.write(deep, type, file.toFile());
            assertEquals(new PictureFile.Outline(2, 2, 1, true, 16), PictureFile.outline(file));
            GreySlice slice = (GreySlice) PictureFile.read(file, 0);
            assertEquals(40000, slice.valueAt(0, 1));
            assertEquals(65535, slice.valueAt(1, 1));
        }
    }

    @Test
    void coloursStayColoursAndTransparentPixelsLieOnBlack() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF123456);
        image.setRGB(1, 0, 0x00FFFFFF);
        ImageIO.write(image, "png", dir.resolve("t.png").toFile());
        ColourSlice slice = (ColourSlice) PictureFile.read(dir.resolve("t.png"), 0);
        assertEquals(0x123456, slice.rgbAt(0, 0));
        assertEquals(0, slice.rgbAt(1, 0));
    }

    @Test
    void damagedPicturesEndInAProblem() throws IOException, Problem {
        int[] pixels = new int[64 * 64];
        Arrays.setAll(pixels, at -> at * 77777);
        PictureFile.writePng(dir.resolve("ok.png"), pixels, 64, 64);
        byte[] bytes = Files.readAllBytes(dir.resolve("ok.png"));
        for (int length : new int[] {0, 5, 20, 40, bytes.length / 2}) {
            Path cut = Files.write(dir.resolve("cut.png"), Arrays.copyOf(bytes, length));
            assertEquals(
                    "picture.damaged",
                    assertThrows(Problem.class, () -> PictureFile.read(cut, 0), length + " bytes")
                            .code());
        }
        assertEquals(
                "file.unreadable",
                assertThrows(Problem.class, () -> PictureFile.outline(dir.resolve("absent.png")))
                        .code());
    }
}
