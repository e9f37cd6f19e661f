package org.radiloom.imaging;

import java.util.stream.IntStream;

/**
 * What brightness is shown as: grey, or colours laid over a grey image by the reader.
 *
 * <p>Source of the four well-known palettes: DICOM PS3.6 annex B, written here as corners with straight lines between them
 * ("entry:value"), from which all 256 entries come out exactly.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the table of colours
public enum ColourMap {
    /** Black to white. */
    GREY(IntStream.range(0, 256).map(n -> n * 0x010101).toArray()),
    /** Black over violet and red to light yellow; lightness rises evenly from 0 to 96, as in {@link HeatColours}. */
    HEAT(HeatColours.table(0, 96)),
    /** Hot Iron, 1.2.840.10008.1.5.1. */
    HOT_IRON("0:0 127:254 128:255 255:255", "0:0 128:0 254:252 255:255", "0:0 191:0 254:252 255:255"),
    /** PET, 1.2.840.10008.1.5.2. */
    PET(
            "0:0 63:0 64:1 106:85 107:86 149:170 150:171 192:255 255:255",
            "0:0 31:62 32:65 62:125 63:128 95:64 96:63 127:1 128:0 254:252 255:255",
            "0:0 1:1 128:255 129:252 192:0 212:80 213:85 233:165 234:170 254:250 255:255"),
    /** Hot Metal Blue, 1.2.840.10008.1.5.3. */
    HOT_METAL_BLUE(
            "0:0 85:0 93:24 94:26 102:50 103:52 104:55 106:59 107:62 109:66 110:69 111:71 112:74 114:78 115:81 "
                    + "117:85 118:88 119:90 127:114 128:116 144:164 145:166 153:190 155:198 156:201 161:221 162:224 167:244 "
                    + "168:247 170:255 255:255",
            "0:0 119:0 123:8 124:9 131:23 132:24 140:40 141:41 148:55 149:56 157:72 158:73 165:87 166:88 174:104 "
                    + "175:105 182:119 183:120 191:136 192:137 199:151 200:152 208:168 209:169 216:183 217:184 225:200 "
                    + "226:201 233:215 234:216 240:228 241:229 246:239 247:240 252:250 253:251 255:255",
            "0:0 8:16 9:17 42:83 43:84 59:116 60:117 93:183 94:184 102:200 110:176 111:174 119:150 123:126 "
                    + "124:121 131:79 132:74 136:50 144:26 145:24 153:0 170:0 178:24 179:26 195:74 196:76 212:124 213:126 "
                    + "229:174 230:176 240:206 241:210 244:219 245:223 248:232 249:236 252:245 253:249 255:255"),
    /** PET 20 Step, 1.2.840.10008.1.5.4. */
    PET_20_STEP(
            "0:0 12:0 13:96 25:96 26:48 50:48 51:80 63:80 64:96 76:96 77:112 89:112 90:128 101:128 102:48 127:48 "
                    + "128:80 140:80 141:64 152:64 153:224 165:224 166:208 203:208 204:192 216:192 217:176 229:176 230:255 "
                    + "255:255",
            "0:0 25:0 26:48 50:48 51:80 63:80 64:96 76:96 77:112 89:112 90:128 101:128 102:96 114:96 115:144 "
                    + "127:144 128:192 140:192 141:224 165:224 166:208 178:208 179:176 191:176 192:144 203:144 204:96 "
                    + "216:96 217:48 229:48 230:0 242:0 243:255 255:255",
            "0:0 12:0 13:80 38:80 39:112 50:112 51:128 63:128 64:176 76:176 77:192 89:192 90:224 101:224 102:48 "
                    + "127:48 128:80 140:80 141:64 152:64 153:80 165:80 166:96 178:96 179:64 191:64 192:0 242:0 243:255 "
                    + "255:255");

    /** How many steps of brightness there are. */
    public static final int STEPS = 256;

    private final int[] rgb = new int[STEPS];

    ColourMap(int[] colours) {
        System.arraycopy(colours, 0, rgb, 0, STEPS);
    }

    ColourMap(String red, String green, String blue) {
        int[][] channels = {entries(red), entries(green), entries(blue)};
        for (int n = 0; n < STEPS; n++) {
            rgb[n] = channels[0][n] << 16 | channels[1][n] << 8 | channels[2][n];
        }
    }

    private static int[] entries(String corners) {
        int[] entries = new int[STEPS];
        int from = 0;
        for (String corner : corners.split(" ", -1)) {
            int colon = corner.indexOf(':');
            int to = Integer.parseInt(corner.substring(0, colon));
            int end = Integer.parseInt(corner.substring(colon + 1));
            int start = entries[from];
            for (int n = from + 1; n <= to; n++) {
                entries[n] = start + (end - start) * (n - from) / (to - from);
            }
            entries[to] = end;
            from = to;
        }
        return entries;
    }

    /** The colour of a brightness, 0xRRGGBB; {@code brightness} from 0 to 255. */
    public int rgb(int brightness) {
        return rgb[brightness];
    }

    /** Opaque colours of all steps, or in reverse order. */
    int[] argb(boolean inverted) {
        int[] argb = new int[STEPS];
        for (int n = 0; n < STEPS; n++) {
            argb[n] = 0xFF000000 | rgb[inverted ? STEPS - 1 - n : n];
        }
        return argb;
    }
}
