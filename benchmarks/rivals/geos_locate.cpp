// Points in polygons with GEOS: a tree of envelopes, then an indexed locator per polygon.
// geos_locate POLYGONS POINTS: prints millions of points per second of processor time, best of three.
// POLYGONS: int32 count, then per polygon rings, then per ring its points, closed. POINTS: int32 x, y; millimetres.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include <geos/algorithm/locate/IndexedPointInAreaLocator.h>
#include <geos/geom/CoordinateArraySequence.h>
#include <geos/geom/Envelope.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/Polygon.h>
#include <geos/index/strtree/STRtree.h>

using namespace geos::geom;
using geos::algorithm::locate::IndexedPointInAreaLocator;

static std::vector<int32_t> read(const char *path) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
    auto first = reinterpret_cast<const int32_t *>(bytes.data());
    return {first, first + bytes.size() / sizeof(int32_t)};
}

int main(int, char **arguments) {
    auto shapes = read(arguments[1]), points = read(arguments[2]);
    auto factory = GeometryFactory::create();
    std::vector<std::unique_ptr<Polygon>> polygons;
    std::vector<std::unique_ptr<IndexedPointInAreaLocator>> locators;
    geos::index::strtree::STRtree tree;
    size_t at = 0;
    for (int count = shapes[at++]; count > 0; count--) {
        std::vector<std::unique_ptr<LinearRing>> rings;
        for (int ring = shapes[at++]; ring > 0; ring--) {
            std::vector<Coordinate> corners;
            for (int corner = shapes[at++]; corner > 0; corner--, at += 2) corners.emplace_back(shapes[at], shapes[at + 1]);
            rings.push_back(factory->createLinearRing(std::make_unique<CoordinateArraySequence>(std::move(corners))));
        }
        auto shell = std::move(rings.front());
        rings.erase(rings.begin());
        polygons.push_back(factory->createPolygon(std::move(shell), std::move(rings)));
        locators.push_back(std::make_unique<IndexedPointInAreaLocator>(*polygons.back()));
        tree.insert(polygons.back()->getEnvelopeInternal(), locators.back().get());
    }
    double best = 0;
    size_t found = 0;
    for (int round = 0; round < 4; round++) { // the first one builds what is built when it is first needed
        auto start = std::clock();
        for (size_t i = 0; i + 1 < points.size(); i += 2) {
            Coordinate point(points[i], points[i + 1]);
            Envelope here(point);
            std::vector<void *> candidates;
            tree.query(&here, candidates);
            for (auto candidate : candidates)
                if (static_cast<IndexedPointInAreaLocator *>(candidate)->locate(&point) != Location::EXTERIOR) {
                    found++;
                    break;
                }
        }
        auto seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
        best = std::max(best, points.size() / 2 / seconds / 1e6);
    }
    std::printf("%zu found\n%.4f\n", found, best);
}
