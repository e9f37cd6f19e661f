package org.radiloom.ui.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.imaging.Ellipse;
import org.radiloom.imaging.HepatorenalIndex;
import org.radiloom.imaging.HepatorenalIndex.Caution;
import org.radiloom.ui.draw.IndexModel.Organ;

class IndexModelTest {
    private final IndexModel model = new IndexModel();

    @BeforeEach
    void aFilmOfALiverAndAKidney() {
        model.show("film", LiverFilm.of(3, 120, 80), true, true, Optional.of(0.4));
        model.place(1);
    }

    private void onTheOrgans() {
        model.moveTo(Organ.LIVER, 260, 265);
        model.moveTo(Organ.KIDNEY, 470, 250);
        model.resize(Organ.LIVER, 30, 30);
        model.resize(Organ.KIDNEY, 45, 25);
    }

    /** The greys are 120 and 80 times a speckle of mean 1; about 250 grains of 25 % in a region leave 2 % to chance. */
    @Test
    void regionsOnTheOrgansGiveTheRatioOfTheirGreys() {
        onTheOrgans();
        HepatorenalIndex index = model.result().orElseThrow();
        assertEquals(1.5, index.value().orElseThrow(), 0.06);
        assertEquals(Set.of(), index.cautions());
        assertEquals(6, index.depthDifference().mm().orElseThrow(), 1e-9);
    }

    @Test
    void theRegionsAreMeasuredWhileTheyAreMoved() {
        onTheOrgans();
        // 15 rows of 0.4 mm apart, then 45
        assertFalse(model.result().orElseThrow().cautions().contains(Caution.DEPTH));
        model.moveBy(Organ.LIVER, 0, 30);
        assertTrue(model.result().orElseThrow().cautions().contains(Caution.DEPTH));
    }

    @Test
    void aRegionKeepsItsCentreInTheFrameAndASensibleSize() {
        model.moveTo(Organ.LIVER, -500, 9000);
        model.resize(Organ.LIVER, 1, 5000);
        assertEquals(new Ellipse(0, 479, 4, 240), model.region(Organ.LIVER).orElseThrow());
    }

    @Test
    void theReadersStatementStaysWhenTheRegionsMoveOn() {
        onTheOrgans();
        model.declare();
        double stated = model.declared().orElseThrow();
        assertTrue(model.declaredIsCurrent());
        model.moveBy(Organ.LIVER, 60, -60);
        assertEquals(stated, model.declared().orElseThrow());
        assertFalse(model.declaredIsCurrent());
        assertEquals(Optional.of(stated), model.declared("film"));
        model.withdraw();
        assertEquals(Optional.empty(), model.declared("film"));
    }

    @Test
    void placingAgainBringsTheRegionsToAnotherFrame() {
        onTheOrgans();
        Ellipse liver = model.region(Organ.LIVER).orElseThrow();
        model.place(2);
        assertEquals(Optional.of(2), model.frame());
        assertEquals(Optional.of(liver), model.region(Organ.LIVER));
        model.clear();
        assertFalse(model.active());
        assertEquals(Optional.empty(), model.result());
    }

    @Test
    void thereIsNoIndexWhereThereIsNoUltrasound() {
        model.show("ct", LiverFilm.of(1, 120, 80), false, false, Optional.empty());
        model.place(0);
        assertFalse(model.active());
        model.show("film", LiverFilm.of(3, 120, 80), true, true, Optional.of(0.4));
        assertTrue(model.active());
    }
}
