package org.radiloom.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The laws of the house: an arrow may only point down, and outside libraries live in few rooms. */
@AnalyzeClasses(packages = "org.radiloom", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
    @ArchTest
    static final ArchRule anArrowMayOnlyPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("main")
            .definedBy("org.radiloom")
            .layer("top")
            .definedBy("org.radiloom.ui..", "org.radiloom.cli..")
            .layer("review")
            .definedBy("org.radiloom.review..")
            .layer("engines")
            .definedBy("org.radiloom.infer..", "org.radiloom.train..")
            .layer("model")
            .definedBy("org.radiloom.model..")
            .layer("parts")
            .definedBy("org.radiloom.nn..", "org.radiloom.study..", "org.radiloom.annotate..")
            .layer("standards")
            .definedBy("org.radiloom.metric..", "org.radiloom.dicom..")
            .layer("imaging")
            .definedBy("org.radiloom.imaging..")
            .layer("ground")
            .definedBy("org.radiloom.problem..", "org.radiloom.job..", "org.radiloom.home..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("top")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("review")
            .mayOnlyBeAccessedByLayers("main", "top")
            .whereLayer("engines")
            .mayOnlyBeAccessedByLayers("main", "top", "review")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("main", "top", "review", "engines")
            .whereLayer("parts")
            .mayOnlyBeAccessedByLayers("main", "top", "review", "engines", "model")
            .whereLayer("standards")
            .mayOnlyBeAccessedByLayers("main", "top", "review", "engines", "model", "parts")
            .whereLayer("imaging")
            .mayOnlyBeAccessedByLayers("main", "top", "review", "engines", "model", "parts", "standards");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.radiloom.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWindowAndTheCommandLineDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("org.radiloom.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.radiloom.cli..");

    @ArchTest
    static final ArchRule javafxLivesInTheWindow = noClasses()
            .that()
            .resideOutsideOfPackage("org.radiloom.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "org.kordamp..");

    @ArchTest
    static final ArchRule tensorsStayDownstairs = noClasses()
            .that()
            .resideOutsideOfPackages("org.radiloom.nn..", "org.radiloom.train..", "org.radiloom.infer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("native memory has few owners");

    @ArchTest
    static final ArchRule numbersInGradientsLieInTheEnginesMemory = noClasses()
            .that()
            .resideInAnyPackage("org.radiloom.nn..", "org.radiloom.train..")
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class)
            .because("Scalars says why");

    @ArchTest
    static final ArchRule imagejLivesInImagingAndAnnotate = noClasses()
            .that()
            .resideOutsideOfPackages("org.radiloom.imaging..", "org.radiloom.annotate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ij..");

    @ArchTest
    static final ArchRule sqliteLivesInStudy = noClasses()
            .that()
            .resideOutsideOfPackage("org.radiloom.study..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql..")
            .because("the index is a cache that can be deleted, and nothing else may rely on it");

    @ArchTest
    static final ArchRule pdfboxLivesWhereReportsGoToPaper = noClasses()
            .that()
            .resideOutsideOfPackage("org.radiloom.review.report.pdf..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..");

    @ArchTest
    static final ArchRule dcm4cheStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("org.radiloom.dicom.dcm4che..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dcm4che3..");

    @ArchTest
    static final ArchRule noTensorLeavesThroughAPublicMethodOfInference = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.radiloom.infer..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .notHaveRawReturnType(DescribedPredicate.describe(
                    "a tensor", (JavaClass c) -> c.getPackageName().startsWith("ai.djl.ndarray")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
            .orShould()
            .haveNameMatching(".*\\.Abstract[A-Z].*");

    @ArchTest
    static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule problemsAreFinal = classes()
            .that()
            .haveSimpleName("Problem")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    @ArchTest
    static void everyPackageSaysWhatItOwns(com.tngtech.archunit.core.domain.JavaClasses all) {
        List<String> silent = all.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> p.tryGetPackageInfo().isEmpty()
                        || !p.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                .map(com.tngtech.archunit.core.domain.JavaPackage::getName)
                .filter(n -> all.stream()
                        .anyMatch(c -> c.getPackageName().equals(n)
                                && !c.getSimpleName().equals("package-info")))
                .toList();
        org.junit.jupiter.api.Assertions.assertEquals(List.of(), silent, "packages without a @NullMarked package-info");
    }
}
