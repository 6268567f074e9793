from django.urls import URLPattern

app_name = "availability"
urlpatterns: list[URLPattern] = []
