package org.radiloom.review.report;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.review.report.sr.ReportedSeries;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;
import org.radiloom.study.measure.ImageKey;

/** Reports of nobody. */
public final class MadeUpReport {
    public static final Instant WHEN = Instant.parse("2026-11-20T09:30:00Z");
    public static final Reader READER = new Reader("Rita Reader", "Radiologist");
    public static final Subject PAULA =
            new Subject("Phantom, Paula", "P-4711", "A-99", "2026-11-19", "Abdomen of Paula", "US", false);

    private MadeUpReport() {}

    public static ReportTemplate template(String id, ReportLanguage language) {
        return new Templates(Path.of("nowhere"))
                .in(language).templates().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    /** Lengths of 10.25 mm and more, one a thing. */
    public static List<ReportNumber> lengths(int count) {
        List<ReportNumber> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            all.add(new ReportNumber(
                    "2.25." + (500 + n),
                    "Lesion " + (n + 1),
                    n + 1,
                    Concepts.DISTANCE,
                    "",
                    OptionalDouble.of(10.25 + n),
                    "mm",
                    ""));
        }
        return all;
    }

    public static ReportNumber none() {
        return new ReportNumber(
                "2.25.499", "angle", 2, Concepts.ANGLE, "", OptionalDouble.empty(), "", "Measurement failure");
    }

    public static ReviewedFinding grade() {
        ReportNumber certainty = new ReportNumber(
                "2.25.77", "Fatty liver: Mild", 0, Concepts.CERTAINTY, "", OptionalDouble.of(61.25), "%", "");
        return ReviewedFinding.draft(
                "grade",
                "Fatty liver",
                new Statement("mild", List.of(certainty), List.of("1 of 4 frames could not be graded.")),
                new ModelUsed(
                        "liver-steatosis",
                        "1.2.0",
                        "0123456789abcdef".repeat(4),
                        "PyTorch 2.7.1",
                        "cpu",
                        "2026-11-20T09:00:00Z"));
    }

    /** A grey ramp with a bright square. */
    public static Png picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = image.createGraphics();
        on.setPaint(new GradientPaint(0, 0, Color.BLACK, width, height, Color.LIGHT_GRAY));
        on.fillRect(0, 0, width, height);
        on.setColor(Color.ORANGE);
        on.drawRect(width / 3, height / 3, width / 3, height / 3);
        on.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Png(out.toByteArray());
    }

    /** Four frames. */
    static ReportedSeries film() {
        List<ImageRef> images = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            images.add(new ImageRef(Path.of("film"), k, "1.2.840.10008.5.1.4.1.1.3.1", "2.25.30", 1, Optional.empty()));
        }
        return new ReportedSeries(new Series(
                "id",
                "2.25.1",
                "2.25.2",
                Series.Source.DICOM,
                "US",
                OptionalInt.of(1),
                "",
                "",
                Optional.empty(),
                20,
                10,
                ValueUnit.RAW,
                Optional.empty(),
                8,
                false,
                Optional.empty(),
                Optional.empty(),
                images,
                List.of()));
    }

    /** A liver report that can be signed. */
    public static ReportContent liver(ReportLanguage language) {
        boolean chinese = language == ReportLanguage.CHINESE;
        List<ReportNumber> numbers = new ArrayList<>(lengths(2));
        numbers.add(none());
        return ReportContent.blank("2.25.1", template("liver-ultrasound", language), language, PAULA)
                .withField("clinical", "indication", chinese ? "体检发现转氨酶升高。" : "Raised liver enzymes.")
                .withField("findings", "size", chinese ? "增大" : "enlarged")
                .withNumbers(numbers)
                .withFindings(List.of(grade().decide(Decision.accept("Rita Reader", WHEN))))
                .withImages(List.of(
                        new KeyImage(picture(640, 480), chinese ? "肝右叶" : "Right lobe", new ImageKey("2.25.30", 0))))
                .withImpression(chinese ? "轻度脂肪肝，肝脏增大。" : "Mild steatosis of an enlarged liver.");
    }
}
