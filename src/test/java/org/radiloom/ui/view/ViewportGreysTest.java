package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.GreyTable;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.ui.words.Words;

class ViewportGreysTest {
    private static final Geometry GRID = Geometry.axial(4, 1, 3, 1, 1, 1);
    private static final VoiTransform TABLE = VoiTransform.Table.at(-5, GreyTable.of(new float[] {0, 0.9f, 0.2f, 1}));

    private static VoiChoice linear(double centre, double width, String name) {
        return new VoiChoice(new VoiTransform.Linear(new Window(centre, width)), name);
    }

    /** Three slices: the first two offer two ways each, the last nothing. */
    private static VolumeStack stack(ValueUnit unit) {
        GreySlice slice = GreySlice.ofValues(new float[] {-1000, Float.NaN, 40, Float.POSITIVE_INFINITY}, 4, 1);
        return VolumeStack.of(
                List.of(
                        slice.offering(List.of(linear(10, 100, "A"), new VoiChoice(TABLE, "T"))),
                        slice.offering(List.of(linear(20, 200, "A"), new VoiChoice(TABLE, "T"))),
                        slice),
                Optional.of(GRID),
                unit);
    }

    private static ViewportModel shown(ValueUnit unit) {
        var model = new ViewportModel();
        model.show(stack(unit), Caption.EMPTY, Presentation.PLAIN);
        return model;
    }

    @Test
    void whatTheFileOffersIsFollowedUntilTheReaderSetsAWindow() {
        ViewportModel model = shown(ValueUnit.RAW);
        assertEquals(new Window(20, 200), model.window());
        assertTrue(model.asStored());
        model.goTo(0);
        assertEquals(new Window(10, 100), model.window());
        model.preset(2);
        assertEquals(TABLE, model.voi());
        model.goTo(1);
        assertEquals("T", model.currentPreset().orElseThrow().explanation());
        model.setWindow(new Window(1, 2));
        model.goTo(0);
        assertEquals(new Window(1, 2), model.window());
        assertTrue(model.currentPreset().isEmpty());
        assertFalse(model.asStored());
        model.reset();
        assertEquals(new Window(10, 100), model.window());
    }

    @Test
    void aSliceWhoseFileSaysNothingHasTheWindowOfTheStack() {
        ViewportModel model = shown(ValueUnit.RAW);
        model.goTo(2);
        assertEquals(model.stack().orElseThrow().defaultWindow(), model.window());
        assertEquals(1, model.presets().size());
    }

    @Test
    void keysAreTheFilesOutsideCtAndThoseOfTissuesInIt() {
        assertEquals(
                List.of(1, 2),
                shown(ValueUnit.RAW).presets().stream().map(WindowPreset::key).toList());
        ViewportModel ct = shown(ValueUnit.HOUNSFIELD);
        assertEquals(
                List.of(1, 0, 2, 3, 4, 5, 6, 7, 8, 9),
                ct.presets().stream().map(WindowPreset::key).toList());
        ct.preset(1);
        assertEquals(TABLE, ct.voi());
        ct.preset(1);
        assertEquals(new Window(20, 200), ct.window());
        ct.preset(5);
        ct.preset(1);
        assertEquals(new Window(20, 200), ct.window());
    }

    @Test
    void aDragKeepsTheKind() {
        ViewportModel model = shown(ValueUnit.RAW);
        model.preset(2);
        model.dragWindow(40, 0);
        // 40 pixels widen by a fifth: 3 to 3.6
        assertTrue(model.voi() instanceof VoiTransform.Table);
        assertEquals(3.6, model.window().width(), 1e-9);
        assertEquals(-3.5, model.window().centre(), 1e-9);
    }

    /** Whatever is offered, dragged and typed: numbers on screen are numbers, and pixels are painted. */
    @Test
    void nothingMakesANumberThatIsNone() {
        var random = new Random(11);
        var words = new WindowWords(Words.in(Locale.ENGLISH));
        double[] sizes = {1e-300, 1e-9, 1e-3, 1, 400, 1e9, 1e11};
        for (ValueUnit unit : List.of(ValueUnit.RAW, ValueUnit.HOUNSFIELD)) {
            ViewportModel model = shown(unit);
            for (int n = 0; n < 3000; n++) {
                Window wild = new Window(
                        sizes[random.nextInt(sizes.length)] * random.nextGaussian(),
                        sizes[random.nextInt(sizes.length)]);
                switch (random.nextInt(8)) {
                    case 0 -> model.setVoi(new VoiTransform.Linear(wild));
                    case 1 -> model.setVoi(new VoiTransform.Sigmoid(wild));
                    case 2 -> model.setVoi(new VoiTransform.Presented(TABLE.with(wild), GreyTable.of(new float[] {1})));
                    case 3 -> model.setWindow(wild);
                    case 4 -> model.preset(random.nextInt(10));
                    default -> model.dragWindow(random.nextGaussian() * 1e6, random.nextGaussian() * 1e6);
                }
                Window now = model.window();
                assertTrue(Double.isFinite(now.centre()) && Double.isFinite(now.width()) && now.width() > 0);
                assertFalse(words.numbers(model.voi()).matches(".*(NaN|Inf|∞).*"), () -> words.numbers(model.voi()));
                double brightness = model.voi().brightness(random.nextGaussian() * 1000);
                assertTrue(brightness >= 0 && brightness <= 1);
                int[] argb = new int[4];
                new SliceRenderer(new SliceView(
                                model.stack().orElseThrow().ifLoaded(0).orElseThrow(),
                                model.voi(),
                                ColourMap.values()[n % ColourMap.values().length],
                                n % 2 == 0,
                                Optional.empty(),
                                ViewTransform.oneToOne(4, 1, 1, 1, 4, 1),
                                4,
                                1))
                        .render(argb);
            }
            assertTrue(model.readingAt(0, 0).isEmpty()
                    || Double.isFinite(
                            model.readingAt(0, 0).orElseThrow().value().orElse(0.0)));
        }
    }

    @Test
    void typedNumbersHaveAPointOrACommaAndNothingElse() {
        assertEquals(
                Optional.of(new Window(-40.5, 400)),
                WindowEntry.of(" -40,5 ", "4e2").window());
        assertEquals(
                Optional.of(new Window(-1, 0.5)), WindowEntry.of("−1", ".5").window());
        for (String nonsense : List.of("", "-", ".", "1 0", "0x10", "NaN", "1d", "1e", "1e999", "Infinity")) {
            assertTrue(WindowEntry.of(nonsense, "1").window().isEmpty(), nonsense);
            assertTrue(WindowEntry.of("1", nonsense).window().isEmpty(), nonsense);
        }
        assertTrue(WindowEntry.of("0", "0").window().isEmpty());
        assertTrue(WindowEntry.of("0", "-3").window().isEmpty());
    }

    @Test
    void narrowWindowsShowTheDigitsThatTheyNeed() {
        var words = new WindowWords(Words.in(Locale.ENGLISH));
        assertEquals("C 40  W 400", words.numbers(new VoiTransform.LinearExact(new Window(40, 400))));
        assertEquals("C 0.125  W 0.500", words.numbers(new VoiTransform.LinearExact(new Window(0.125, 0.5))));
        assertEquals("C 0.00002  W 0.00400", words.numbers(new VoiTransform.LinearExact(new Window(2e-5, 4e-3))));
        assertEquals("C 5  W 2  sigmoid", words.numbers(new VoiTransform.Sigmoid(new Window(5, 2))));
    }
}
