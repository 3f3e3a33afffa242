"""Pages without a function, for what is found while files are read, eased or rendered.

In their examples `<E9>` stands for that byte and `<U+F0B7>` for that sign: neither could be seen as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import Severity
from lkj.rules.aturan import bacaan

if TYPE_CHECKING:
    from lkj.rules.aturan import Aturan

READING: tuple[Aturan[Any], ...] = (
    bacaan(
        "LKJ001",
        "berkas_bukan_utf8",
        """Berkas tidak disimpan sebagai UTF-8.

        Mengapa:
            Huruf di luar abjad dasar, seperti é atau “ ”, disimpan dengan cara yang berlainan oleh setiap pengodean.
            Berkas yang bukan UTF-8 terbaca sebagai huruf lain. Dalam contoh, `<E9>` menyatakan huruf é seperti disimpan
            dalam pengodean Windows yang lama.

        Dasar hukum:
            Praktik baik: UTF-8 (Unicode) adalah pengodean teks yang dibaca sama oleh semua perangkat.

        Salah:
            # narasi/kesimpulan.md
            Kaf<E9> baca membuat anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.

        Benar:
            # narasi/kesimpulan.md
            Kafé baca membuat anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.
        """,
    ),
    bacaan(
        "LKJ002",
        "yaml_tidak_terbaca",
        """Susunan berkas YAML salah sehingga tidak terbaca.

        Mengapa:
            Jorokan, titik dua, tanda hubung, dan tanda kutip menyatakan apa milik apa. Satu tanda yang salah membuat
            seluruh berkas tidak dapat dipahami, jadi tidak satu pun isinya dipakai.

        Dasar hukum:
            Praktik baik: berkas data mengikuti spesifikasi YAML 1.2.

        Salah:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka: bus sedang
                jumlah: 3

        Benar:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: "Mobil pustaka: bus sedang"
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ003",
        "kunci_ganda",
        """Satu kunci ditulis dua kali di tempat yang sama.

        Mengapa:
            Satu kunci mempunyai satu nilai. Dari dua nilai hanya satu yang dapat dipakai, dan tidak jelas yang mana.

        Dasar hukum:
            Praktik baik: spesifikasi YAML 1.2 meminta kunci yang berlainan dalam satu bagian.

        Salah:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
                jumlah: 4

        Benar:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 4
        """,
    ),
    bacaan(
        "LKJ004",
        "fitur_yaml_ditolak",
        """Berkas memakai fitur YAML yang tidak diterima.

        Mengapa:
            Penanda `&`, rujukan `*`, tanda jenis `!`, kunci gabungan `<<`, dan beberapa dokumen dalam satu berkas
            membuat isi sebuah baris ditentukan baris lain. Di sini setiap baris berarti seperti yang tertulis.

        Dasar hukum:
            Praktik baik: data yang diperiksa dan ditandatangani dapat dibaca tanpa mengetahui bahasa pemrograman.

        Salah:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka
                jumlah: &banyak 3
              - nama: Motor pustaka
                jumlah: *banyak

        Benar:
            # aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
              - nama: Motor pustaka
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ005",
        "isi_terlalu_besar",
        """Berkas, teks, susunan, atau banyak temuannya terlalu besar.

        Mengapa:
            Data satu tahun tidak mendekati batas-batas itu. Ukuran sebesar itu berarti berkas yang keliru disalin,
            kurung dan jorokan yang salah, atau isi yang dibuat agar program tidak selesai. Batasnya ada dalam
            docs/keamanan.md.

        Dasar hukum:
            Praktik baik: masukan dibatasi, sehingga berkas yang rusak tidak menghentikan program tanpa penjelasan.

        Salah:
            # aset.yaml
            kelompok: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

        Benar:
            # aset.yaml
            kelompok: []
        """,
    ),
    bacaan(
        "LKJ006",
        "karakter_tidak_terlihat",
        """Teks memuat karakter yang tidak terlihat, tidak baku, atau tidak dapat dicetak.

        Mengapa:
            Karakter semacam itu terbawa saat menyalin dari Word, PDF, atau pesan. Ia tercetak sebagai kotak, membalik
            urutan huruf, atau membuat dua kata yang tampak sama menjadi berbeda. Tanda yang tidak ada dalam huruf
            laporan, seperti emoji, tidak dapat dicetak sama sekali. Dalam contoh, `<U+F0B7>` menyatakan bulatan daftar
            dari Word.

        Dasar hukum:
            Praktik baik: teks hanya memuat karakter Unicode yang artinya baku, terlihat, dan dapat diarsipkan (PDF/A).

        Salah:
            # narasi/kesimpulan.md
            <U+F0B7> Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.

        Benar:
            # narasi/kesimpulan.md
            - Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.
        """,
    ),
    bacaan(
        "LKJ007",
        "berkas_tidak_pada_tempatnya",
        """Berkas wajib tidak ada, atau ada berkas yang tidak dapat dipakai.

        Mengapa:
            Nama berkas menentukan isinya. Berkas yang salah nama tidak akan dibaca, sehingga datanya hilang dari
            laporan tanpa terlihat.

        Dasar hukum:
            Praktik baik: susunan folder data sama setiap tahun, sehingga yang kurang langsung terlihat.

        Salah:
            # asset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3

        Benar:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ008",
        "berkas_bukti_tidak_ada",
        """Berkas bukti yang disebut tidak ada di folder tahun.

        Mengapa:
            Bukti yang disebut dalam data dijanjikan kepada pembaca. Bila berkasnya belum ada, `berkas` dikosongkan dan
            laporan mengatakannya terus terang.

        Dasar hukum:
            Praktik baik: bukti dukung laporan kinerja disimpan bersama datanya dan dapat diperiksa kembali.

        Salah:
            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/kelilling.png
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        tanggal: 2025-06-14

        Benar:
            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/keliling.png
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        tanggal: 2025-06-14
        """,
    ),
    bacaan(
        "LKJ009",
        "berkas_bukti_tidak_terbaca",
        """Berkas bukti tidak dapat dibuka, rusak, atau bukan gambar.

        Mengapa:
            Laporan memuat foto dan pindaian itu sendiri, bukan sekadar namanya. Berkas yang rusak, yang isinya bukan
            gambar, atau yang akhirannya keliru tidak dapat dimuat.

        Dasar hukum:
            Praktik baik: bukti dukung laporan kinerja disimpan bersama datanya dan dapat diperiksa kembali.

        Salah:
            # bukti/keliling.txt
            Foto mobil pustaka menyusul.

            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/keliling.txt
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        tanggal: 2025-06-14

        Benar:
            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/keliling.png
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        tanggal: 2025-06-14
        """,
    ),
    bacaan(
        "LKJ010",
        "kunci_tidak_dikenal",
        """Kunci tidak dikenal.

        Mengapa:
            Kunci yang salah ketik tidak akan dibaca, sehingga nilainya hilang dari laporan tanpa terlihat.

        Dasar hukum:
            Praktik baik: tidak ada isi data yang diabaikan tanpa diberitahukan.

        Salah:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
                tahun: 2019

        Benar:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ011",
        "kunci_wajib_tidak_ada",
        """Kunci yang wajib tidak ada.

        Mengapa:
            Tanpa kunci itu ada bagian laporan yang tidak dapat dicetak atau dihitung.

        Dasar hukum:
            Praktik baik: data yang wajib dilengkapi sebelum laporan disusun, bukan ditebak oleh program.

        Salah:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka

        Benar:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ012",
        "nilai_tidak_sah",
        """Nilai tidak dapat dipakai untuk kuncinya.

        Mengapa:
            Angka, tanggal, kode, dan pilihan mempunyai satu cara tulis, sehingga tidak ada yang terbaca lain daripada
            yang dimaksud. Nilai dengan cara tulis lain ditolak, bukan ditafsirkan.

        Dasar hukum:
            Praktik baik: satu cara tulis untuk setiap jenis nilai.

        Salah:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3 unit

        Benar:
            # aset.yaml
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
        """,
    ),
    bacaan(
        "LKJ013",
        "pelonggaran_tidak_sah",
        """Pemeriksaan melonggarkan aturan yang tidak ada atau yang tidak dapat dilonggarkan.

        Mengapa:
            Kode yang salah ketik tidak melonggarkan apa pun. Aturan yang menjaga agar data terbaca dan laporan
            terhitung tidak dapat dilonggarkan, sebab tanpanya tidak ada laporan yang dapat disusun.

        Dasar hukum:
            Praktik baik: setiap penyimpangan dari aturan pemeriksaan dicatat tepat sasaran.

        Salah:
            # pemeriksaan.yaml
            tingkat:
              - aturan: LKJ102
                menjadi: catatan
                alasan: Kode pejabat dilengkapi kemudian

        Benar:
            # pemeriksaan.yaml
            tingkat:
              - aturan: LKJ109
                menjadi: catatan
                alasan: Target nol sudah disepakati dalam perjanjian
        """,
    ),
    bacaan(
        "LKJ014",
        "pengecualian_tidak_terpakai",
        """Pengecualian tidak menemui temuan yang dikecualikannya.

        Mengapa:
            Pengecualian yang tertinggal setelah datanya diperbaiki akan menyembunyikan kesalahan yang sama bila muncul
            lagi. Mungkin pula tempatnya salah tulis.

        Dasar hukum:
            Praktik baik: daftar pengecualian hanya memuat yang masih diperlukan.

        Salah:
            # target.yaml
            program_kegiatan:
              - indikator: pengolahan
                target: 400

            # pemeriksaan.yaml
            pengecualian:
              - aturan: LKJ109
                berkas: target.yaml
                pada: program_kegiatan/pengolahan/target
                alasan: Pengolahan dihentikan selama gedung diperbaiki
                sampai: 2999-12-31

        Benar:
            # target.yaml
            program_kegiatan:
              - indikator: pengolahan
                target: 0
                alasan: Pengolahan dihentikan selama gedung diperbaiki

            # pemeriksaan.yaml
            pengecualian:
              - aturan: LKJ109
                berkas: target.yaml
                pada: program_kegiatan/pengolahan/target
                alasan: Pengolahan dihentikan selama gedung diperbaiki
                sampai: 2999-12-31
        """,
        Severity.PERINGATAN,
    ),
    bacaan(
        "LKJ015",
        "pengecualian_berakhir",
        """Pengecualian sudah berakhir, sehingga temuannya berlaku lagi.

        Mengapa:
            Setiap pengecualian berlaku sampai suatu hari, agar alasannya ditinjau kembali. Sesudah hari itu datanya
            harus benar, atau alasannya diperbarui.

        Dasar hukum:
            Praktik baik: pengecualian berbatas waktu dan ditinjau kembali.

        Salah:
            # target.yaml
            program_kegiatan:
              - indikator: pengolahan
                target: 0
                alasan: Pengolahan dihentikan selama gedung diperbaiki

            # pemeriksaan.yaml
            pengecualian:
              - aturan: LKJ109
                berkas: target.yaml
                pada: program_kegiatan/pengolahan/target
                alasan: Pengolahan dihentikan selama gedung diperbaiki
                sampai: 2024-12-31

        Benar:
            # target.yaml
            program_kegiatan:
              - indikator: pengolahan
                target: 0
                alasan: Pengolahan dihentikan selama gedung diperbaiki

            # pemeriksaan.yaml
            pengecualian:
              - aturan: LKJ109
                berkas: target.yaml
                pada: program_kegiatan/pengolahan/target
                alasan: Perbaikan gedung diperpanjang
                sampai: 2999-12-31
        """,
        Severity.PERINGATAN,
    ),
    bacaan(
        "LKJ016",
        "tahun_lalu_tidak_terbaca",
        """Data tahun lalu ada, tetapi tidak dapat dibaca.

        Mengapa:
            Data tahun lalu dibandingkan dengan tahun ini: angka 2024 dalam kedua laporan harus sama. Data yang tidak
            dapat dibaca tidak dibandingkan.

        Dasar hukum:
            PermenPANRB 53/2014: laporan kinerja membandingkan realisasi tahun ini dengan tahun-tahun sebelumnya.

        Salah:
            # ../2024/aset.yaml
            kendaraan:
              - nama: Mobil pustaka

        Benar:
            # ../2024/aset.yaml
            kelompok: []
            kendaraan:
              - nama: Mobil pustaka
                jumlah: 3
        """,
        Severity.CATATAN,
    ),
    bacaan(
        "LKJ017",
        "belum_diisi",
        """Bagian yang bertanda ISI belum selesai diisi.

        Mengapa:
            `lkj new` mengosongkan yang belum diketahui dan menandainya: `# ISI: …` dalam YAML, `{%# ISI: … #}` dalam
            naskah. Tanda menunjukkan apa yang masih harus diisi atau diperiksa, dan dihapus sesudahnya. Naskah yang
            hanya memuat tanda dianggap belum ada. Nilai wajib yang masih kosong dilaporkan sebagai LKJ012.

        Dasar hukum:
            Praktik baik: yang belum lengkap dinyatakan terus terang sampai dilengkapi.

        Salah:
            # narasi/kesimpulan.md
            {%# ISI: sebutkan penyebabnya #}
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.

        Benar:
            # narasi/kesimpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }} berkat layanan keliling malam.
        """,
        Severity.PERINGATAN,
    ),
    bacaan(
        "LKJ501",
        "rujukan_naskah_salah",
        """Rujukan dalam naskah salah, atau naskah memuat yang tidak boleh dimuatnya.

        Mengapa:
            Angka dalam naskah diambil dari data lewat rujukan `{{ … }}`, sehingga selalu sama dengan angka dalam tabel.
            Rujukan yang salah tidak mempunyai angka untuk dicetak. Judul bagian berasal dari templat. Seluruh naskah
            dibaca sebagai satu dokumen, sehingga blok yang tidak ditutup, catatan kaki tanpa pasangan, atau rumus yang
            tidak terbaca akan menghentikan semuanya. Yang boleh ditulis ada dalam docs/data.md.

        Dasar hukum:
            Praktik baik: angka dalam kalimat dan angka dalam tabel berasal dari satu sumber.

        Salah:
            # narasi/kesimpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktip.realisasi }}.

        Benar:
            # narasi/kesimpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.
        """,
    ),
    bacaan(
        "LKJ502",
        "naskah_tidak_terpakai",
        """Naskah tidak dipakai di mana pun dalam laporan.

        Mengapa:
            Nama berkas menentukan tempat naskah dalam laporan. Naskah yang salah nama tidak tercetak, padahal
            penulisnya mengira sudah.

        Dasar hukum:
            Praktik baik: tidak ada tulisan yang hilang dari laporan tanpa diberitahukan.

        Salah:
            # narasi/simpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.

        Benar:
            # narasi/kesimpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.
        """,
    ),
    bacaan(
        "LKJ503",
        "laporan_tanpa_angka",
        """Laporan tidak memuat satu pun angka yang terlacak sampai ke data.

        Mengapa:
            Laporan kinerja tanpa angka dari data bukan laporan kinerja. Biasanya templat proyek mencetak angka yang
            diketik, bukan yang dihitung.

        Dasar hukum:
            PermenPANRB 53/2014: laporan kinerja membandingkan target dan realisasi setiap indikator Perjanjian Kinerja.

        Salah:
            # ../../templates/laporan.md.j2
            {% for nama in data.narasi %}
            {{ naskah(nama) }}
            {% endfor %}

            # narasi/kesimpulan.md
            Anggota perpustakaan makin aktif.

        Benar:
            # ../../templates/laporan.md.j2
            {% for nama in data.narasi %}
            {{ naskah(nama) }}
            {% endfor %}

            # narasi/kesimpulan.md
            Anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}.
        """,
    ),
    bacaan(
        "LKJ404",
        "berkas_berubah",
        """Berkas bukti berubah sejak sidiknya dicatat.

        Mengapa:
            Kunci `sha256` mencatat isi berkas ketika bukti diterima. Berkas yang isinya lain dari catatan itu telah
            diganti, disunting, atau rusak, sehingga bukan lagi bukti yang diperiksa dahulu.

        Dasar hukum:
            Praktik baik: keutuhan arsip elektronik dibuktikan dengan nilai hash (ISO 15489-1: autentik, utuh, andal).

        Salah:
            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/keliling.png
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        sha256: 13997e5d17da85d06360f126bfa14ee0cce89649f1fdd39af54473487c0afde1

        Benar:
            # bukti.yaml
            dokumentasi:
              - kegiatan: 1.1.1
                entri:
                  - keterangan: Mobil pustaka melayani {{ fakta.pengunjung_malam }}.
                    foto:
                      - berkas: bukti/keliling.png
                        alt: Anak-anak memilih buku di samping mobil pustaka.
                        sha256: abeeecd95be785b9617f732bbbb9b588b30c21792c6cc2bbfa38b74df9aa48c0
        """,
    ),
)
