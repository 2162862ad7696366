package io.resail.testing;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.raster.LabelMap;
import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWayTest {
  private static final ClassDesc FAR = ClassDesc.of("far.Far");

  @TempDir private Path classes;

  @Test
  void theContractDependsOneWay() {
    assertThat(
            OneWay.of(
                    LabelMap.class,
                    "io.resail.fault",
                    "io.resail.raster",
                    "io.resail.retrieval",
                    "io.resail.synthesis",
                    "io.resail.proto.v1",
                    "io.resail.wire",
                    "io.resail.calls")
                .keeping("com.google", "io.resail.proto.v1", "io.resail.wire", "io.resail.calls")
                .keeping("io.grpc", "io.resail.proto.v1", "io.resail.wire", "io.resail.calls")
                .violations())
        .isEmpty();
  }

  @Test
  void aPackageMayUseThoseBeforeIt() throws IOException {
    write("near.Near", with -> with.withSuperclass(FAR));
    write("far.Far", with -> {});

    assertThat(OneWay.in(classes, "far", "near").violations()).isEmpty();
  }

  @Test
  void findsABackwardReferenceInAClassEntry() throws IOException {
    write("near.Near", with -> with.withSuperclass(FAR));
    write("far.Far", with -> {});

    assertThat(OneWay.in(classes, "near", "far").violations())
        .containsExactly("near.Near uses far.Far: near stands before far");
  }

  @Test
  void findsABackwardReferenceInADescriptorOfAMethodThatOnlyPassesItOn() throws IOException {
    write(
        "near.Near",
        with ->
            with.withMethod(
                "pass",
                MethodTypeDesc.of(FAR.arrayType(), FAR),
                ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT,
                method -> {}));
    write("far.Far", with -> {});

    assertThat(OneWay.in(classes, "near", "far").violations())
        .containsExactly("near.Near uses far.Far: near stands before far");
  }

  @Test
  void findsABackwardReferenceInAFieldAndInACall() throws IOException {
    write("near.Field", with -> with.withField("far", FAR, ClassFile.ACC_PRIVATE));
    write(
        "near.Call",
        with ->
            with.withMethodBody(
                "call",
                MethodTypeDesc.of(CD_void),
                ClassFile.ACC_STATIC,
                code ->
                    code.aconst_null()
                        .invokestatic(
                            ClassDesc.of("near.Field"), "take", MethodTypeDesc.of(CD_void, FAR))
                        .return_()));
    write("far.Far", with -> {});

    assertThat(OneWay.in(classes, "near", "far").violations())
        .containsExactly(
            "near.Call uses far.Far: near stands before far",
            "near.Field uses far.Far: near stands before far");
  }

  @Test
  void everyPackageHasItsPlaceAndEveryPlaceItsPackage() throws IOException {
    write("near.Near", with -> {});

    assertThat(OneWay.in(classes, "gone").violations())
        .containsExactly(
            "near.Near: package near has no place in the order",
            "package gone is in the order but has no class");
  }

  @Test
  void whatAModuleHidesIsUsedInItOnly() throws IOException {
    write(
        "near.Near", with -> with.withSuperclass(ClassDesc.of("io.resail.index.store.UnitWriter")));

    assertThat(OneWay.in(classes, "near").violations())
        .containsExactly(
            "near.Near uses io.resail.index.store.UnitWriter: io.resail.index.store is hidden in"
                + " its module");
  }

  @Test
  void messagesAreReadByTheirReadersOnly() throws IOException {
    write("io.resail.client.Reads", with -> with.withSuperclass(message()));
    write("io.resail.synth.Reads", with -> with.withSuperclass(message()));

    assertThat(OneWay.in(classes, "io.resail.client", "io.resail.synth").violations())
        .singleElement()
        .asString()
        .startsWith("io.resail.synth.Reads uses io.resail.proto.v1.Box: only");
  }

  private static ClassDesc message() {
    return ClassDesc.of("io.resail.proto.v1.Box");
  }

  @Test
  void aLibraryIsKeptToItsPackages() throws IOException {
    write("near.Near", with -> with.withSuperclass(ClassDesc.of("org.lib.deep.Type")));
    write("near.Other", with -> with.withSuperclass(ClassDesc.of("org.library.Type")));
    write("far.Far", with -> with.withSuperclass(ClassDesc.of("org.lib.Type")));

    assertThat(OneWay.in(classes, "near", "far").keeping("org.lib", "far").violations())
        .containsExactly("near.Near uses org.lib.deep.Type: org.lib is kept to [far]");
  }

  @Test
  void refusesAFolderWithoutClasses() {
    OneWay empty = OneWay.in(classes, "near");

    assertThatThrownBy(empty::violations).hasMessageContaining("no classes in");
  }

  private void write(String name, Consumer<ClassBuilder> content) throws IOException {
    Path file = classes.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        ClassFile.of()
            .build(
                ClassDesc.of(name),
                with -> {
                  with.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT);
                  with.withSuperclass(CD_Object);
                  content.accept(with);
                }));
  }
}
