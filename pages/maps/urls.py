"""Addresses of the map, and of what it draws; their name says that they are not GeoJSON's WGS 84."""

from django.urls import path

from pages.maps import views

app_name = "maps"
urlpatterns = [
    path("karta/", views.map_detail, name="map_detail"),
    path("karta/platser-sweref99tm.json", views.place_list, name="place_list"),
    path("stallningstaganden/<owned_key:ref>/plats-sweref99tm.json", views.place_detail, name="place_detail"),
]
