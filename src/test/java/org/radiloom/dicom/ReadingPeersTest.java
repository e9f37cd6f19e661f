package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.codec.RawFrame;

/**
 * One slice in every way of writing it: pydicom finds the same elements, values and pixels in the file as we do;
 * docs/how-to/peers.md names the packages.
 */
@org.junit.jupiter.api.Tag("peers")
class ReadingPeersTest {
    private static final int COLUMNS = 61;
    private static final int ROWS = 43;

    /** Prints path, kind and values of every element of a standard group, then the digest of the pixels as 32-bit. */
    private static final String SCRIPT = """
            import sys, hashlib, pydicom
            from pydicom.multival import MultiValue
            def walk(items, path):
                for e in items:
                    tag = path + '%08x' % e.tag
                    if e.tag.group % 2 or e.tag == 0x7fe00010:
                        continue
                    if e.VR == 'SQ':
                        print(tag, 'items', len(e.value), sep='\\t')
                        for n, item in enumerate(e.value):
                            walk(item, tag + '/%d/' % n)
                        continue
                    values = [] if e.is_empty else e.value if isinstance(e.value, MultiValue) else [e.value]
                    if e.VR in ('DS', 'IS', 'US', 'SS', 'UL', 'SL', 'FL', 'FD'):
                        print(tag, 'number', '|'.join(repr(float(v)) for v in values), sep='\\t')
                    else:
                        print(tag, 'text', '|'.join(str(v) for v in values), sep='\\t')
            sys.stdout.reconfigure(encoding='utf-8')
            walk(pydicom.dcmread(sys.argv[1]), '')
            pixels = pydicom.dcmread(sys.argv[2]).pixel_array.astype('<i4').tobytes()
            print('pixels', 'sha256', hashlib.sha256(pixels).hexdigest(), sep='\\t')
            """;

    @TempDir
    private Path folder;

    private Path plain = Path.of("");

    @BeforeEach
    void writeSlice() throws Exception {
        plain = folder.resolve("plain.dcm");
        DicomWriter.write(plain, slice(), TransferSyntax.EXPLICIT_LITTLE);
    }

    private static DicomDataset slice() {
        Random random = new Random(7);
        ByteBuffer pixels = ByteBuffer.allocate(2 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            int x = pixels.position() / 2 % COLUMNS;
            pixels.putShort((short) (x < 20 ? -1000 : random.nextGaussian(40, 300)));
        }
        DicomDataset code = DicomDataset.builder()
                .string(Tag.CODE_VALUE, "91609006")
                .string(Tag.CODING_SCHEME_DESIGNATOR, "SCT")
                .string(Tag.CODE_MEANING, "Unterkiefer, größer")
                .build();
        return DicomDataset.builder()
                .string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .string(Tag.SOP_INSTANCE_UID, "2.25.7002.1")
                .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
                .string(Tag.STUDY_DATE, "20260131")
                .string(Tag.MODALITY, "CT")
                .string(Tag.REFERRING_PHYSICIAN_NAME)
                .string(Tag.PATIENT_NAME, "Yamada^Tarou=山田^太郎")
                .items(Tag.DERIVATION_CODE_SEQUENCE, code, code)
                .decimal(Tag.KVP, 120.5)
                .integer(Tag.INSTANCE_NUMBER, 12)
                .decimal(Tag.IMAGE_POSITION_PATIENT, -12.25, 3e-7, 1000)
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, ROWS)
                .integer(Tag.COLUMNS, COLUMNS)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_REPRESENTATION, 1)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels.array())
                .build();
    }

    @Test
    void pydicomAgreesOnOurExplicitFile() throws Exception {
        agreed(plain, plain);
    }

    @Test
    void pydicomAgreesOnOurImplicitFile() throws Exception {
        Path implicit = folder.resolve("implicit.dcm");
        DicomWriter.write(implicit, slice(), TransferSyntax.IMPLICIT_LITTLE);
        agreed(implicit, implicit);
    }

    /** Implicit, explicit and big endian, and deflated. */
    @ParameterizedTest
    @ValueSource(strings = {"+ti", "+te", "+tb", "+td"})
    void pydicomAgreesOnWhatDcmtkWrites(String syntax) throws Exception {
        Path written = folder.resolve("written.dcm");
        run("dcmconv", syntax, plain.toString(), written.toString());
        agreed(written, written);
    }

    /** The pixels are decoded by gdcm: pydicom has no decoders of its own for most of these. */
    @ParameterizedTest
    @ValueSource(strings = {"--rle", "--jpeg", "--jpegls", "--j2k"})
    void gdcmAndPydicomAgreeOnCodedFiles(String coding) throws Exception {
        Path coded = folder.resolve("coded.dcm");
        Path raw = folder.resolve("raw.dcm");
        run("gdcmconv", coding, plain.toString(), coded.toString());
        run("gdcmconv", "--raw", coded.toString(), raw.toString());
        agreed(coded, raw);
    }

    private static void agreed(Path file, Path decoded) throws Exception {
        String said = run("/usr/bin/python3", "-c", SCRIPT, file.toString(), decoded.toString());
        DicomFile read = DicomFile.read(file, ReadOptions.STRICT);
        List<String> lines = new ArrayList<>();
        walk(read.dataset(), "", lines);
        lines.add("pixels\tsha256\t" + digest(read.image().rawFrame(0)));
        assertEquals(said.stripTrailing(), String.join("\n", lines));
        assertTrue(lines.size() > 20, said);
    }

    private static void walk(DicomDataset items, String path, List<String> lines) {
        for (DicomElement element : items.elements()) {
            int tag = element.tag();
            String name = path + "%08x".formatted(tag);
            if ((tag >>> 16) % 2 == 1 || tag == Tag.PIXEL_DATA) {
                continue;
            }
            switch (element.vr()) {
                case SQ -> {
                    List<DicomDataset> inner = items.items(tag);
                    lines.add(name + "\titems\t" + inner.size());
                    for (int n = 0; n < inner.size(); n++) {
                        walk(inner.get(n), name + "/" + n + "/", lines);
                    }
                }
                case DS, IS, US, SS, UL, SL, FL, FD -> {
                    List<String> numbers = new ArrayList<>();
                    for (double number : items.decimals(tag).orElse(Values.NO_DECIMALS)) {
                        numbers.add(python(number));
                    }
                    lines.add(name + "\tnumber\t" + String.join("|", numbers));
                }
                default -> lines.add(name + "\ttext\t" + String.join("|", items.strings(tag)));
            }
        }
    }

    /** The number as Python prints it: the exponent is small and has two digits. */
    private static String python(double number) {
        return Double.toString(number).replaceFirst("\\.0E-(\\d)$", "e-0$1");
    }

    private static String digest(RawFrame frame) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < COLUMNS * ROWS; at++) {
            bytes.putInt(frame.sample(at));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }
}
