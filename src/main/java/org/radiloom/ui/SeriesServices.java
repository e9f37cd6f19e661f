package org.radiloom.ui;

import org.radiloom.study.SeriesLoader;
import org.radiloom.study.key.KeyImageStore;
import org.radiloom.ui.words.PatientData;
import org.radiloom.ui.words.Words;

/** What every series in the window works with. */
record SeriesServices(SeriesLoader loader, Words words, PatientData patients, KeyImageStore keyImages) {}
