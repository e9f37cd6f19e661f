package org.radiloom.train.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A comparison that the paper's tables make: two rows that differ in one part, or the whole method and another network.
 *
 * @param part what {@code with} has and {@code without} has not
 */
record PaperClaim(String part, PaperRow with, PaperRow without) {
    /** Every pair of rows that differ in one part, then the whole method against the other networks. */
    static List<PaperClaim> all() {
        List<PaperClaim> claims = new ArrayList<>();
        claims.add(new PaperClaim("residual", PaperRow.U_R, PaperRow.U));
        claims.add(new PaperClaim("residual", PaperRow.U_R_C, PaperRow.U_C));
        claims.add(new PaperClaim("residual", PaperRow.U_R_TL, PaperRow.U_TL));
        claims.add(new PaperClaim("residual", PaperRow.U_R_C_TL, PaperRow.U_C_TL));
        claims.add(new PaperClaim("CBAM", PaperRow.U_C, PaperRow.U));
        claims.add(new PaperClaim("CBAM", PaperRow.U_R_C, PaperRow.U_R));
        claims.add(new PaperClaim("CBAM", PaperRow.U_C_TL, PaperRow.U_TL));
        claims.add(new PaperClaim("CBAM", PaperRow.U_R_C_TL, PaperRow.U_R_TL));
        claims.add(new PaperClaim("transfer", PaperRow.U_TL, PaperRow.U));
        claims.add(new PaperClaim("transfer", PaperRow.U_R_TL, PaperRow.U_R));
        claims.add(new PaperClaim("transfer", PaperRow.U_C_TL, PaperRow.U_C));
        claims.add(new PaperClaim("transfer", PaperRow.U_R_C_TL, PaperRow.U_R_C));
        claims.add(new PaperClaim("all three", PaperRow.U_R_C_TL, PaperRow.U));
        for (PaperRow net : List.of(PaperRow.FCN, PaperRow.DEEPLAB, PaperRow.SEGNET)) {
            claims.add(new PaperClaim("whole method", PaperRow.U_R_C_TL, net));
        }
        return claims;
    }
}
